// Feeds arbitrary frames to the WebSocket parser, whole and in pieces, and checks that the cut
// changes nothing and that no message exceeds the limits.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "socketio/websocket/parser.hpp"
#include "socketio/websocket/utf8.hpp"

namespace {

using namespace pomopomo::socketio::websocket;

const ParserLimits kLimits{.message_bytes = 4096, .fragments = 8};

std::vector<std::string> read(const std::string& bytes, std::size_t piece) {
  std::vector<std::string> seen;
  Parser parser(kLimits);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto part = bytes.substr(at, piece);
    std::span<char> input(part);
    for (auto event = parser.next(input); event.kind != Event::Kind::none;
         event = parser.next(input)) {
      if (event.kind == Event::Kind::text && !is_utf8(event.data)) std::abort();
      if (event.data.size() > kLimits.message_bytes) std::abort();
      const bool failed = event.kind == Event::Kind::error;
      seen.push_back(std::to_string(static_cast<int>(event.kind)) + std::to_string(event.code) +
                     std::string(failed ? "" : event.data));
      if (failed || event.kind == Event::Kind::close) return seen;
    }
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto piece = std::max<std::size_t>(1, data[0]);
  if (read(bytes, std::max<std::size_t>(1, bytes.size())) != read(bytes, piece)) std::abort();
  return 0;
}
