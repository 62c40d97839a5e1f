#include "app/rate_gates.hpp"

namespace pomopomo::app {

namespace {

using realtime::Limit;

http::Response refuse(const http::Request& request, std::string_view reason, Millis wait) {
  const auto error = realtime::too_often(reason, "Too many requests. Wait a moment.", wait);
  auto response = http::Response::problem(error.error(), request.request_id);
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace

asio::awaitable<http::Response> ApiGate::handle(const http::Request& request) {
  const auto caller = co_await identity_.of(request);
  const auto wait =
      caller ? co_await limits_.take(Limit::api_person, caller->person.str())
             : co_await limits_.take(Limit::api_address, realtime::client_key(request.remote));
  if (wait) co_return refuse(request, "too_many_requests", *wait);
  co_return co_await api_.handle(request);
}

std::shared_ptr<void> SocketGate::expect_body(const http::Request& head) {
  return sockets_.expect_body(head);
}

asio::awaitable<http::Response> SocketGate::handle(const http::Request& request) {
  if (auto refused = refuse_opening(request)) co_return std::move(*refused);
  co_return co_await sockets_.handle(request);
}

std::optional<http::Response> SocketGate::check_upgrade(const http::Request& request) {
  if (auto refused = refuse_opening(request)) return refused;
  return sockets_.check_upgrade(request);
}

void SocketGate::upgrade(tcp::socket socket, http::Request request, std::string early) {
  sockets_.upgrade(std::move(socket), std::move(request), std::move(early));
}

std::optional<http::Response> SocketGate::refuse_opening(const http::Request& request) {
  if (request.query_param("sid")) return std::nullopt;
  const auto wait = limits_.take_here(Limit::socket_openings, realtime::client_key(request.remote));
  if (!wait) return std::nullopt;
  return refuse(request, "too_many_openings", *wait);
}

}  // namespace pomopomo::app
