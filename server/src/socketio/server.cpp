#include "socketio/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "socketio/client.hpp"
#include "socketio/engineio/engine.hpp"
#include "socketio/metrics.hpp"
#include "socketio/namespace.hpp"

namespace pomopomo::socketio {

namespace {

Arguments one(boost::json::value payload) {
  Arguments arguments;
  arguments.args.push_back(std::move(payload));
  return arguments;
}

asio::awaitable<void> pause_for(std::chrono::steady_clock::duration time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

// Ends the sessions of a loop one by one over `spread`. Runs on the loop.
asio::awaitable<void> drain_loop(engineio::SessionLoop& loop, std::chrono::milliseconds spread) {
  constexpr std::chrono::milliseconds kStep{5};
  std::vector<std::weak_ptr<engineio::Session>> sessions;
  for (const auto& session : loop.sessions) sessions.push_back(session);
  const auto steps = static_cast<std::size_t>(spread / kStep) + 1;
  const auto per_step = sessions.size() / steps + 1;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    if (const auto session = sessions[i].lock()) session->close("server shutting down");
    if (i % per_step == per_step - 1) co_await pause_for(kStep);
  }
}

}  // namespace

struct Server::Impl {
  Impl(IoThreads& io, const Options& options)
      : engine(io, options, [this](engineio::Session& session) {
          return std::make_unique<Client>(session, namespaces);
        }) {}

  Namespaces namespaces;
  engineio::Engine engine;  // destroyed first: its sessions use the namespaces
};

Server::Server(IoThreads& io, Options options) : impl_(std::make_shared<Impl>(io, options)) {
  metrics::handler_failures();  // so that it can be watched from 0
}

Server::~Server() = default;

Namespace& Server::of(std::string name) {
  return impl_->namespaces.of(name, impl_->engine);
}

void Server::on_handshake(std::function<std::optional<std::string>(const http::Request&)> check) {
  impl_->engine.on_handshake(std::move(check));
}

void Server::session_binding(std::function<std::string(const http::Request&)> binding) {
  impl_->engine.session_binding(std::move(binding));
}

asio::awaitable<void> Server::drain(std::chrono::milliseconds spread) {
  auto& engine = impl_->engine;
  engine.refuse_sessions();
  const auto share = spread / static_cast<std::int64_t>(engine.loop_count());
  for (std::size_t i = 0; i < engine.loop_count(); ++i) {
    auto& loop = engine.loop(i);
    co_await asio::co_spawn(loop.context, drain_loop(loop, share), asio::use_awaitable);
  }
  while (engine.session_count() > 0) co_await pause_for(std::chrono::milliseconds(5));
}

std::size_t Server::session_count() const {
  return impl_->engine.session_count();
}

std::shared_ptr<void> Server::expect_body(const http::Request& head) {
  return impl_->engine.expect_body(head);
}

asio::awaitable<http::Response> Server::handle(const http::Request& request) {
  return impl_->engine.handle(request);
}

std::optional<http::Response> Server::check_upgrade(const http::Request& request) {
  return impl_->engine.check_upgrade(request);
}

void Server::upgrade(tcp::socket socket, http::Request request, std::string early) {
  impl_->engine.upgrade(std::move(socket), std::move(request), std::move(early));
}

void Socket::emit(std::string_view event, boost::json::value payload) {
  emit(event, one(std::move(payload)));
}

void Namespace::emit(std::string_view room, std::string_view event, boost::json::value payload) {
  emit(room, event, one(std::move(payload)));
}

// Every connected socket is in the room without a name.
void Namespace::for_each(std::function<void(const SocketPtr&)> fn) {
  for_each({}, std::move(fn));
}

}  // namespace pomopomo::socketio
