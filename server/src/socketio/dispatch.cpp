#include "socketio/dispatch.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "core/log.hpp"
#include "socketio/metrics.hpp"
#include "socketio/namespace.hpp"

namespace pomopomo::socketio {

namespace {

// Logged once, here. What was cancelled because the client has gone is no failure.
void report(const SocketImpl& socket, std::string_view what, const std::exception& error) {
  const auto* system = dynamic_cast<const boost::system::system_error*>(&error);
  if (system && system->code() == asio::error::operation_aborted && socket.ended()) return;
  metrics::handler_failures().Increment();
  log::error("socket_handler_failed", {{"event", what}, {"error", error.what()}});
}

asio::awaitable<void> connect(SocketImpl& socket, Packet& packet) {
  const auto refusal = co_await socket.nsp().decide(socket.self(), std::move(packet.auth));
  if (refusal) {
    socket.refuse(*refusal);
  } else {
    socket.accept();
  }
}

asio::awaitable<void> handle_event(SocketImpl& socket, Packet& packet) {
  std::exception_ptr failure;
  bool bad_input = false;
  try {
    if (packet.fault) throw BadPayload(to_string(*packet.fault));
    const auto answer =
        co_await socket.nsp().handle(socket.self(), packet.event, std::move(packet.arguments));
    if (packet.id) socket.answer(*packet.id, answer);
    bad_input = answer.bad_input;
  } catch (const BadPayload&) {
    failure = std::current_exception();
    bad_input = true;
  } catch (const std::exception& error) {
    report(socket, socket.nsp().is_registered(packet.event) ? packet.event : "other", error);
    failure = std::current_exception();
  }
  if (failure && packet.id) socket.answer(*packet.id, socket.nsp().error_ack(failure));
  if (bad_input) socket.bad_input();
}

}  // namespace

asio::awaitable<void> dispatch(SocketImpl& socket, Work& work) {
  try {
    switch (work.kind) {
      case Work::Kind::connect:
        co_await connect(socket, work.packet);
        break;
      case Work::Kind::event:
        co_await handle_event(socket, work.packet);
        break;
      case Work::Kind::disconnect:
        socket.nsp().disconnected(socket.self(), work.reason);
        break;
    }
  } catch (const std::exception& error) {
    report(socket, work.kind == Work::Kind::connect ? "connect" : "disconnect", error);
    if (work.kind == Work::Kind::connect) socket.refuse({"Internal error", nullptr});
  }
}

void report_worker_end(std::exception_ptr failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    log::error("socket_worker_ended", {{"error", error.what()}});
  }
}

}  // namespace pomopomo::socketio
