#pragma once
// Takes one request's body out of the bytes behind its head: a declared length, or chunks (RFC
// 9112 7.1).
//
// Chunks are read more strictly than the RFC asks, since two readings of them are two readings of
// where the next request starts: a size is 1 to 8 hex digits, a line ends at its first CR LF
// whatever is quoted, extensions and trailers are short and dropped.

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "http/refusal.hpp"

namespace pomopomo::http {

class BodyReader {
 public:
  static BodyReader with_length(std::size_t length);
  // `limit`: bytes of the whole body.
  static BodyReader chunked(std::size_t limit);

  // Appends to `body` what `input` holds of it and moves `input` behind that. Returns: whether the
  // body is complete.
  std::expected<bool, Refusal> feed(std::string_view& input, std::string& body);

 private:
  enum class State { data, data_end, size, trailer, done };

  void take_data(std::string_view& input, std::string& body);
  std::expected<void, Refusal> take_data_end(std::string_view& input);
  std::expected<void, Refusal> take_size(std::string_view line);
  std::expected<void, Refusal> take_trailer(std::string_view line);

  State state_ = State::done;
  bool is_chunked_ = false;
  std::size_t remaining_ = 0;  // of the declared length or the current chunk
  std::size_t allowed_ = 0;    // what further chunks may hold
  std::size_t extensions_ = 0;
  std::size_t trailers_ = 0;
};

}  // namespace pomopomo::http
