#pragma once
// The server's half of the opening handshake (RFC 6455, 4.2).

#include <string>
#include <string_view>

namespace pomopomo::socketio::websocket {

// The value of Sec-WebSocket-Accept for a client's Sec-WebSocket-Key.
std::string accept_key(std::string_view key);
// "HTTP/1.1 101 …" with all headers. No extension and no subprotocol is ever agreed to.
std::string accept_response(std::string_view key);
// A refusal in plain text that ends the connection.
std::string refuse_response(std::string_view text);

}  // namespace pomopomo::socketio::websocket
