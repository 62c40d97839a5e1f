#pragma once
// Frames as clients send them, for tests and fuzzing.

#include <cstdint>
#include <string>
#include <string_view>

namespace pomopomo::socketio::websocket {

struct ClientFrame {
  std::uint8_t opcode = 1;
  std::string_view payload = {};
  bool final = true;
  std::string_view mask = "\x12\x34\x56\x78";
};

inline std::string encode(const ClientFrame& frame) {
  std::string bytes;
  bytes.push_back(static_cast<char>((frame.final ? 0x80 : 0) | frame.opcode));
  const auto size = frame.payload.size();
  const int length_bytes = size < 126 ? 0 : size <= 0xFFFF ? 2 : 8;
  bytes.push_back(static_cast<char>(0x80 | (length_bytes == 0   ? size
                                            : length_bytes == 2 ? 126
                                                                : 127)));
  for (int i = length_bytes - 1; i >= 0; --i) {
    bytes.push_back(static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * i)));
  }
  bytes.append(frame.mask);
  for (std::size_t i = 0; i < size; ++i) {
    bytes.push_back(static_cast<char>(frame.payload[i] ^ frame.mask[i % 4]));
  }
  return bytes;
}

}  // namespace pomopomo::socketio::websocket
