#pragma once
// What a client may cost before anybody knows who it is. Each limit counts those it turns away in
// pomopomo_http_refused_total{limit="<member>"}.

#include <chrono>
#include <cstddef>

namespace pomopomo::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;  // request line and headers together; beyond: 431
  std::size_t header_count = 100;        // beyond: 431
  std::size_t target_bytes = 8 * 1024;   // beyond: 414
  std::size_t body_bytes = 64 * 1024;    // beyond: 413, whether declared or chunked
  // (a route may allow more: Service::body_limit)

  // All headers, from the first byte (of a fresh connection: from its acceptance). Single bytes do
  // not prolong it.
  std::chrono::milliseconds header_time{10'000};
  // A body gets this long, and one second more for each `least_rate` bytes that came.
  std::chrono::milliseconds body_time{10'000};
  // An answer without progress. Nor may it take longer in all than this and one second more for
  // each `least_rate` bytes that were taken.
  std::chrono::milliseconds write_time{20'000};
  std::size_t least_rate = 1024;                // bytes a second
  std::chrono::milliseconds idle_time{75'000};  // between requests
  // For the client to read a refusal before the connection is cut.
  std::chrono::milliseconds linger_time{1'000};

  std::size_t connections = 20'000;  // open at once, upgraded ones too; beyond: 503
  // The same for one peer (IPv4 address, IPv6 /64); 0: no limit. Listed proxies are exempt. Beyond:
  // 429.
  std::size_t connections_per_address = 1'000;
  // New ones a second for one peer, after as many at once as it may hold open; 0: no limit.
  std::size_t new_connections_per_address = 50;
};

}  // namespace pomopomo::http
