#pragma once
// Runs handlers: the one place of the library where what they throw is caught, logged and answered.

#include <exception>

#include "core/asio.hpp"
#include "socketio/socket.hpp"

namespace pomopomo::socketio {

// Does one piece of work of a socket. Throws nothing.
asio::awaitable<void> dispatch(SocketImpl& socket, Work& work);
// Logs why a worker has ended, if it did not end by itself.
void report_worker_end(std::exception_ptr failure);

}  // namespace pomopomo::socketio
