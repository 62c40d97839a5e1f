#include "socketio/websocket/handshake.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <boost/uuid/detail/sha1.hpp>

namespace pomopomo::socketio::websocket {

std::string accept_key(std::string_view key) {
  constexpr std::string_view kMagic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  boost::uuids::detail::sha1 hash;  // fixed by the RFC; it proves the protocol, nothing else
  hash.process_bytes(key.data(), key.size());
  hash.process_bytes(kMagic.data(), kMagic.size());
  unsigned int words[5];
  hash.get_digest(words);
  std::array<unsigned char, 20> digest;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<unsigned char>(words[i / 4] >> (24 - 8 * (i % 4)));
  }
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
