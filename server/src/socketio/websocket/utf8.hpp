#pragma once
// UTF-8 checked piece by piece: the first byte that cannot be part of valid text fails at once.

#include <cstdint>
#include <string_view>

namespace pomopomo::socketio::websocket {

class Utf8Checker {
 public:
  // Returns false from the first byte on that makes the text invalid (overlong, surrogate, above
  // U+10FFFF, stray).
  [[nodiscard]] bool feed(std::string_view bytes);
  // True when the text so far does not end inside a character.
  bool complete() const { return missing_ == 0; }

 private:
  std::uint8_t missing_ = 0;  // continuation bytes still to come
  std::uint8_t low_ = 0x80;   // range of the next one
  std::uint8_t high_ = 0xBF;
};

bool is_utf8(std::string_view text);

}  // namespace pomopomo::socketio::websocket
