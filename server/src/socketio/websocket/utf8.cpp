#include "socketio/websocket/utf8.hpp"

#include <cstring>

namespace pomopomo::socketio::websocket {

bool Utf8Checker::feed(std::string_view bytes) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    if (missing_ == 0) {
      // Most text is ASCII: eight bytes at a time.
      std::uint64_t word;
      while (end - at >= 8 && (std::memcpy(&word, at, 8), (word & 0x8080808080808080ULL) == 0))
        at += 8;
      if (at == end) break;
    }
    const auto byte = static_cast<std::uint8_t>(*at++);
    if (missing_ > 0) {
      if (byte < low_ || byte > high_) return false;
      low_ = 0x80;
      high_ = 0xBF;
      --missing_;
    } else if (byte < 0x80) {
      continue;
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      missing_ = 1;
    } else if ((byte & 0xF0) == 0xE0) {
      missing_ = 2;
      if (byte == 0xE0) low_ = 0xA0;   // overlong below
      if (byte == 0xED) high_ = 0x9F;  // surrogates above
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      missing_ = 3;
      if (byte == 0xF0) low_ = 0x90;
      if (byte == 0xF4) high_ = 0x8F;  // beyond U+10FFFF
    } else {
      return false;
    }
  }
  return true;
}

bool is_utf8(std::string_view text) {
  Utf8Checker checker;
  return checker.feed(text) && checker.complete();
}

}  // namespace pomopomo::socketio::websocket
