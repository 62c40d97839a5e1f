#pragma once
// What a client may cost before anybody knows who it is.

#include <chrono>
#include <cstddef>

namespace pomopomo::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;  // request line and headers together; beyond: 431
  std::size_t header_count = 100;        // beyond: 431
  std::size_t target_bytes = 8 * 1024;   // beyond: 414
  std::size_t body_bytes = 64 * 1024;    // beyond: 413, whether declared or chunked
  // All headers, from the first byte (of a fresh connection: from its acceptance). Single bytes do
  // not prolong it.
  std::chrono::milliseconds header_time{10'000};
  // A body gets this long, and one second more for each `body_rate` bytes that came.
  std::chrono::milliseconds body_time{10'000};
  std::size_t body_rate = 1024;
  std::chrono::milliseconds write_time{20'000};  // an answer that makes no progress
  std::chrono::milliseconds idle_time{75'000};   // between requests
  std::chrono::milliseconds linger_time{
      1'000};  // for the client to read a refusal before the connection is cut
  std::size_t connections = 20'000;  // open at once, upgraded ones too; beyond: 503
};

}  // namespace pomopomo::http
