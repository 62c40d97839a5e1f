#pragma once
// What a listener hands requests to.

#include <exception>
#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "core/asio.hpp"
#include "http/message.hpp"
#include "http/refusal.hpp"

namespace pomopomo::http {

// Guarantees to an implementation: calls come on the connection's loop; requests of one connection
// come one after the other; when the peer goes away while `handle` is suspended, the coroutine is
// cancelled at once (operation_aborted).
class Service {
 public:
  virtual ~Service() = default;

  // What its requests are called in metrics; a literal.
  virtual std::string_view name() const { return "other"; }

  // The most bytes the body of a request may have whose head has come; `usual` is
  // Limits::body_bytes. A refusal ends the connection. Thread: the connection's loop.
  virtual std::expected<std::size_t, Refusal> body_limit(const Request&, std::size_t usual) {
    return usual;
  }

  // Called when a request's head has come and its body has not, on the connection's loop. What it
  // returns is kept in `Request::hold` until the request has been answered or given up.
  virtual std::shared_ptr<void> expect_body(const Request&) { return nullptr; }

  // Answers a request. `request` lives until the coroutine ends. An exception is logged once and
  // answered with 500.
  virtual asio::awaitable<Response> handle(const Request& request) = 0;

  // Decides about a WebSocket handshake before anything is answered: nullopt accepts, an answer
  // refuses with it.
  virtual std::optional<Response> check_upgrade(const Request&) {
    return Response::text(400, "Bad request");
  }

  // Takes the connection over after an accepted check; the service answers the handshake (101)
  // itself. `socket` is non-blocking and belongs to the loop the connection lived on
  // (IoThreads::current()); `early` holds bytes already read behind the request. Keep
  // `request.slot` as long as the socket; nothing else of the connection remains.
  virtual void upgrade(tcp::socket socket, Request request, std::string early) {
    (void)request;
    (void)early;
    socket.close();
  }
};

// Turns an exception of a backend into what the client may know ("storage full"); nullopt: a plain
// 500.
using TranslateError = std::function<std::optional<Error>(const std::exception_ptr&)>;

// Awaits the service's answer. The one place in http/ that catches: an exception is logged with the
// request's id and becomes a problem answer. Cancellation passes through.
asio::awaitable<Response> answer(Service& service, const Request& request,
                                 const TranslateError& translate);

}  // namespace pomopomo::http
