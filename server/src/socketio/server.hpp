#pragma once
// Socket.IO v5 over Engine.IO v4: both transports, acks, binary, namespaces, rooms. Knows nothing
// of any product.
//
//   socketio::Server server(io, options);
//   auto& root = server.of("/");
//   root.on_connect(authenticate);
//   root.on("chat:send", handle_chat);          // before the listener starts
//   root.emit("room:42", "chat:message", {...});  // from any thread
//
// Threading: a socket lives on one loop. Its handlers run there, one at a time, in the order its
// events were sent; when `max_pending_events` wait behind one that runs, reading from the
// connection stops (the backpressure). Acks are taken at once, so a handler may `ask`. Handlers
// never block. `emit`, `join`, `leave` and `disconnect` may be called from any thread and take
// effect in the order called. Lifetime: handlers get a SocketPtr and may keep it; calls on a closed
// socket do nothing.

#include <any>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "core/asio.hpp"
#include "core/io_threads.hpp"
#include "http/service.hpp"
#include "socketio/arguments.hpp"
#include "socketio/handshake.hpp"
#include "socketio/options.hpp"

namespace pomopomo::socketio {

// Why the JSON of an event was not handed to its handler; given to Namespace::on_error.
class BadPayload : public std::runtime_error {
 public:
  // `fault`: "too_deep", "duplicate_key", "bad_number" or "bad_string".
  explicit BadPayload(std::string_view fault) : std::runtime_error(std::string(fault)) {}
};

// An event came too soon and was not handled; given to Namespace::on_error.
class RateLimited : public std::runtime_error {
 public:
  explicit RateLimited(std::chrono::milliseconds wait)
      : std::runtime_error("rate limited"), retry_after(wait) {}
  const std::chrono::milliseconds retry_after;
};

class Socket;
using SocketPtr = std::shared_ptr<Socket>;

// One client in one namespace.
class Socket : public std::enable_shared_from_this<Socket> {
 public:
  virtual ~Socket() = default;
  virtual const std::string& id() const = 0;
  // The request that opened the connection. Complete until on_connected has returned; then the
  // headers are forgotten and `remote` stays. Thread: the socket's loop.
  virtual const Handshake& handshake() const = 0;
  virtual bool connected() const = 0;
  virtual std::chrono::system_clock::time_point last_received()
      const = 0;  // of the last byte, for time-outs

  // Whatever the product attached in on_connect. Thread: the socket's loop.
  std::any& data() { return data_; }
  virtual asio::any_io_executor executor() const = 0;

  virtual void emit(std::string_view event, Arguments args) = 0;
  void emit(std::string_view event, boost::json::value payload);
  // Dropped when the transport cannot take it now.
  virtual void emit_volatile(std::string_view event, Arguments args) = 0;
  // Asks the client and awaits its ack. Throws system_error timed_out or operation_aborted (socket
  // gone). Thread: the socket's loop.
  virtual asio::awaitable<Arguments> ask(std::string event, Arguments args) = 0;

  virtual void join(std::string room) = 0;
  virtual void leave(std::string_view room) = 0;
  // Ends this namespace connection, and the transport with it when `close_transport`.
  virtual void disconnect(bool close_transport) = 0;

 private:
  std::any data_;
};

// A refused CONNECT: the client gets connect_error {message, data}.
struct Refusal {
  std::string message;
  boost::json::value data;
};

class Namespace {
 public:
  virtual ~Namespace() = default;

  // Decides about a CONNECT; `auth` is its payload ({} when absent). Returning a Refusal refuses
  // it. Runs before any event of the socket is handled; `socket->data()` may be set here. Default:
  // accept.
  using ConnectHandler = std::function<asio::awaitable<std::optional<Refusal>>(
      SocketPtr socket, boost::json::object auth)>;
  // Handles an event; what it returns is the ack's arguments when the client asked for one (else it
  // is dropped).
  using EventHandler = std::function<asio::awaitable<Arguments>(SocketPtr socket, Arguments args)>;
  // `reason`: "client namespace disconnect", "server namespace disconnect", "transport close",
  // "transport error", "ping timeout", "parse error", "rate_limited", "slow_consumer",
  // "server shutting down".
  // Called once for every accepted socket, on its loop, after the handler that was running has
  // ended.
  using DisconnectHandler = std::function<void(SocketPtr socket, std::string_view reason)>;

  virtual void on_connect(ConnectHandler handler) = 0;
  // Called after the CONNECT was answered, before any event is handled.
  virtual void on_connected(std::function<void(SocketPtr)> handler) = 0;
  virtual void on(std::string event, EventHandler handler) = 0;
  // For events without a handler of their own. Default: dropped.
  virtual void on_any(
      std::function<asio::awaitable<Arguments>(SocketPtr, std::string event, Arguments)>
          handler) = 0;
  virtual void on_disconnect(DisconnectHandler handler) = 0;
  // The ack sent when a handler throws (it is logged once by the library), or when the event's JSON
  // is not acceptable (BadPayload), or when there were too many (RateLimited); neither is logged.
  // Default: {"ok":false}.
  virtual void on_error(std::function<Arguments(std::exception_ptr)> to_ack) = 0;

  struct Delivery {
    SocketPtr except = {};     // does not get it
    bool is_volatile = false;  // dropped for a socket whose transport cannot take it now
  };
  // Sends to every socket in `room` on this node. Encoded once; one post per loop that has members.
  // Thread: any.
  virtual void emit(std::string_view room, std::string_view event, const Arguments& args,
                    Delivery delivery) = 0;
  void emit(std::string_view room, std::string_view event, const Arguments& args) {
    emit(room, event, args, Delivery());
  }
  void emit(std::string_view room, std::string_view event, boost::json::value payload);
  // Runs `fn` for each socket in `room` on this node, on the socket's loop, in order with `emit`
  // calls. Thread: any.
  virtual void for_each(std::string_view room, std::function<void(const SocketPtr&)> fn) = 0;
  // The same for every connected socket of the namespace on this node.
  void for_each(std::function<void(const SocketPtr&)> fn);
  // Sends to every connected socket of the namespace on this node. Thread: any.
  virtual void broadcast(std::string_view event, const Arguments& args) = 0;
  // Ends every socket in `room`.
  virtual void disconnect_room(std::string_view room, bool close_transport) = 0;
  // Closes the transports of every socket in `room` without a word, as if the connection were lost:
  // clients come back. Thread: any.
  virtual void drop_room(std::string_view room) = 0;
  // Whether a socket on this node is in `room`, or about to be. Thread: any.
  virtual bool has_members(std::string_view room) const = 0;
};

class Server final : public http::Service {
 public:
  // Serves any path; the caller routes "/socket.io/" here. Requires: `io` has stopped, or `drain`
  // has returned, before the server is destroyed.
  Server(IoThreads& io, Options options);
  ~Server() override;

  // The namespace `name`, made on the first call. Handlers are registered before the listener
  // starts.
  Namespace& of(std::string name);

  // Called for each opening request, polling or WebSocket, and for each WebSocket that takes a
  // polling session over; a text refuses it with 403 {code: 4, message}. Set before the listener
  // starts.
  void on_handshake(std::function<std::optional<std::string>(const http::Request&)> check);
  // What a sid belongs to, e.g. a hash of the session cookie; empty when the request has none. A
  // request that names a sid opened under another binding is refused (403 {code: 4}, or the
  // upgrade). Set before the listener starts.
  void session_binding(std::function<std::string(const http::Request&)> binding);

  // Refuses new sessions and ends all open ones, spread over `spread`; returns when none is left.
  asio::awaitable<void> drain(std::chrono::milliseconds spread);
  std::size_t session_count() const;

  std::shared_ptr<void> expect_body(const http::Request& head) override;
  asio::awaitable<http::Response> handle(const http::Request& request) override;
  std::optional<http::Response> check_upgrade(const http::Request& request) override;
  void upgrade(tcp::socket socket, http::Request request, std::string early) override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace pomopomo::socketio
