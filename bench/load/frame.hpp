#pragma once
// WebSocket frames as a client needs them.

#include <cstddef>
#include <string>
#include <string_view>

namespace pomopomo::load {

inline constexpr int kText = 1;
inline constexpr int kClose = 8;
inline constexpr int kPing = 9;
inline constexpr int kPong = 10;

// A whole frame of a client, masked, as RFC 6455 asks of it. The key is always the same: the load
// is made of bytes that are known anyway, and unmasking costs the server what any key would.
std::string make_frame(int opcode, std::string_view payload);
inline std::string make_text(std::string_view payload) {
  return make_frame(kText, payload);
}

// The first frame of what a server sent.
struct Frame {
  int opcode = 0;
  std::string_view payload;
  std::size_t size = 0;  // with its header; 0: not all of it is there yet
};
Frame read_frame(std::string_view bytes);

}  // namespace pomopomo::load
