#include "socket_events.hpp"

#include <stdexcept>

#include <boost/asio/use_awaitable.hpp>

namespace pomopomo::conformance {

namespace {

using socketio::Arguments;
using socketio::Namespace;
using socketio::Refusal;
using socketio::SocketPtr;

// What a socket keeps between its CONNECT and its events.
struct Visitor {
  boost::json::object auth;
  std::string room;  // of the benchmark; empty: none
};

Visitor& visitor_of(const SocketPtr& socket) {
  return *std::any_cast<Visitor>(&socket->data());
}

asio::awaitable<std::optional<Refusal>> accept(SocketPtr socket, boost::json::object auth) {
  if (const auto* refuse = auth.if_contains("refuse"); refuse && refuse->is_string()) {
    co_return Refusal{std::string(refuse->get_string()), auth};
  }
  Visitor visitor{std::move(auth), {}};
  if (const auto* room = visitor.auth.if_contains("room"); room && room->is_string()) {
    visitor.room = room->get_string();
    socket->join(visitor.room);
  }
  socket->data() = std::move(visitor);
  co_return std::nullopt;
}

void greet(const SocketPtr& socket) {
  auto& visitor = visitor_of(socket);
  socket->emit("auth", boost::json::value(std::exchange(visitor.auth, {})));
}

asio::awaitable<Arguments> send_back(SocketPtr socket, Arguments args) {
  socket->emit("message-back", std::move(args));
  co_return Arguments{};
}

asio::awaitable<Arguments> acknowledge(SocketPtr, Arguments args) {
  co_return args;
}

asio::awaitable<Arguments> ask_back(SocketPtr socket, Arguments) {
  socket->emit("answer", co_await socket->ask("question", {}));
  co_return Arguments{};
}

asio::awaitable<Arguments> fail(SocketPtr, Arguments) {
  throw std::runtime_error("this handler always fails");
  co_return Arguments{};
}

// Suites send no room; then there is nobody to tell.
void bind_room(Namespace& nsp) {
  nsp.on("chat:send", [&nsp](SocketPtr socket, Arguments args) -> asio::awaitable<Arguments> {
    const auto& room = visitor_of(socket).room;
    if (!room.empty()) nsp.emit(room, "chat:message", args);
    co_return Arguments{};
  });
  nsp.on("room:leave", [](SocketPtr socket, Arguments) -> asio::awaitable<Arguments> {
    socket->leave(visitor_of(socket).room);
    co_return Arguments{};
  });
  nsp.on("room:volatile", [](SocketPtr socket, Arguments args) -> asio::awaitable<Arguments> {
    socket->emit_volatile("volatile", std::move(args));
    co_return Arguments{};
  });
}

// Tells the others in the room how a socket went.
void bind_farewell(Namespace& nsp) {
  nsp.on_disconnect([&nsp](const SocketPtr& socket, std::string_view reason) {
    const auto& room = visitor_of(socket).room;
    if (!room.empty()) nsp.emit(room, "left", boost::json::value(reason));
  });
}

asio::awaitable<Arguments> disconnect(SocketPtr socket, Arguments args) {
  const bool close = !args.args.empty() && args.args[0].is_bool() && args.args[0].get_bool();
  socket->disconnect(close);
  co_return Arguments{};
}

}  // namespace

void bind_events(socketio::Server& server) {
  for (const auto* name : {"/", "/custom"}) {
    auto& nsp = server.of(name);
    nsp.on_connect(accept);
    nsp.on_connected(greet);
    bind_farewell(nsp);
  }
  auto& root = server.of("/");
  root.on("message", send_back);
  root.on("message-with-ack", acknowledge);
  root.on("echo", acknowledge);
  root.on("server-ack-me", ask_back);
  root.on("fail", fail);
  root.on("disconnect-me", disconnect);
  bind_room(root);
}

}  // namespace pomopomo::conformance
