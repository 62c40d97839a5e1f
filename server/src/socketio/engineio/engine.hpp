#pragma once
// Engine.IO 4 as an HTTP service: opens sessions, finds them again by sid, refuses what the
// protocol does not allow.
//
// A sid is 3 hex digits of node, 2 of loop and 144 random bits: a polling request, on whatever
// connection it comes, hops to the session's loop and back; a WebSocket that takes a polling
// session over moves to that loop with its descriptor. Thread: as http::Service says. Requires: the
// loops have stopped, or no session is left, when it is destroyed.

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io_threads.hpp"
#include "http/service.hpp"
#include "socketio/engineio/answers.hpp"
#include "socketio/engineio/session.hpp"

namespace pomopomo::socketio::engineio {

class Engine final : public http::Service {
 public:
  using LayerFactory = std::function<std::unique_ptr<Layer>(Session&)>;
  // Returns why a handshake is refused, nullopt to allow it.
  using HandshakeCheck = std::function<std::optional<std::string>(const http::Request&)>;
  // Returns what a sid is bound to, e.g. a hash of the session cookie; empty when the request has
  // none.
  using SessionBinding = std::function<std::string(const http::Request&)>;

  Engine(IoThreads& io, const Options& options, LayerFactory make_layer);
  ~Engine() override;

  // To be set before the first request.
  void on_handshake(HandshakeCheck check) { check_ = std::move(check); }
  void session_binding(SessionBinding binding) { binding_ = std::move(binding); }

  std::shared_ptr<void> expect_body(const http::Request& head) override;
  asio::awaitable<http::Response> handle(const http::Request& request) override;
  std::optional<http::Response> check_upgrade(const http::Request& request) override;
  void upgrade(tcp::socket socket, http::Request request, std::string early) override;

  std::size_t loop_count() const { return loops_.size(); }
  SessionLoop& loop(std::size_t index) { return *loops_[index]; }
  // How many sessions are open. Thread: any.
  std::size_t session_count() const;
  // Opens no session any more. Thread: any.
  void refuse_sessions() { refusing_ = true; }

 private:
  std::optional<Refusal> check_query(const http::Request& request,
                                     std::string_view transport) const;
  std::optional<Refusal> check_origin(const http::Request& request) const;
  asio::awaitable<http::Response> serve(SessionLoop& loop, const http::Request& request,
                                        std::string sid);
  http::Response open_polling(const http::Request& request);
  // Nullptr when there is no room for another session.
  SessionPtr make_session(SessionLoop& loop, const http::Request& request);
  static void take_over(SessionLoop& loop, std::string_view sid, std::string_view binding,
                        WebsocketOffer offer);
  // The loop that a sid names; nullptr when it names none of ours.
  SessionLoop* find_loop(std::string_view sid);

  const Settings settings_;
  SessionQuota quota_;
  LayerFactory make_layer_;
  HandshakeCheck check_;
  SessionBinding binding_;
  std::atomic<bool> refusing_ = false;
  std::vector<std::unique_ptr<SessionLoop>> loops_;
};

}  // namespace pomopomo::socketio::engineio
