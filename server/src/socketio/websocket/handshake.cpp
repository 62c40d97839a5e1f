#include "socketio/websocket/handshake.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "core/random.hpp"

namespace pomopomo::socketio::websocket {

std::string accept_key(std::string_view key) {
  constexpr std::string_view kMagic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  const auto digest = sha1(std::string(key).append(kMagic));
  std::string text(sodium_base64_ENCODED_LEN(digest.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminator
  return text;
}

std::string accept_response(std::string_view key) {
  return fmt::format(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: {}\r\n\r\n",
      accept_key(key));
}

std::string refuse_response(std::string_view text) {
  return fmt::format(
      "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
      "X-Content-Type-Options: nosniff\r\nContent-Length: {}\r\n\r\n{}",
      text.size(), text);
}

}  // namespace pomopomo::socketio::websocket
