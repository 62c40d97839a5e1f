#pragma once
// The Asio names used in signatures.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace pomopomo {
namespace asio = boost::asio;
using asio::ip::tcp;
}  // namespace pomopomo
