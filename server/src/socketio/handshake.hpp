#pragma once
// The HTTP request that opened a session.

#include <boost/asio/ip/address.hpp>

#include "http/message.hpp"

namespace pomopomo::socketio {

struct Handshake {
  http::Headers headers;
  boost::asio::ip::address remote;
};

}  // namespace pomopomo::socketio
