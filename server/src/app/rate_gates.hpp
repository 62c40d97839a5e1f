#pragma once
// The limits that stand before a whole service: what is too much gets 429 and never reaches it.
//
// API requests count for the person who is proven to send them, else for the address: somebody else
// at a busy address is not held up. Polls and frames of a live connection are not counted here, its
// opening is.

#include "accounts/identity.hpp"
#include "http/service.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::app {

// Requires: everything given outlives the gate.
class ApiGate final : public http::Service {
 public:
  ApiGate(http::Service& api, realtime::RateLimiter& limits, const accounts::Identity& identity)
      : api_(api), limits_(limits), identity_(identity) {}

  std::string_view name() const override { return api_.name(); }
  std::expected<std::size_t, http::Refusal> body_limit(const http::Request& head,
                                                       std::size_t usual) override {
    return api_.body_limit(head, usual);
  }
  std::shared_ptr<void> expect_body(const http::Request& head) override {
    return api_.expect_body(head);
  }
  asio::awaitable<http::Response> handle(const http::Request& request) override;

 private:
  http::Service& api_;
  realtime::RateLimiter& limits_;
  const accounts::Identity& identity_;
};

// Requires: everything given outlives the gate.
class SocketGate final : public http::Service {
 public:
  SocketGate(http::Service& sockets, realtime::RateLimiter& limits)
      : sockets_(sockets), limits_(limits) {}

  std::string_view name() const override { return "socket.io"; }
  std::shared_ptr<void> expect_body(const http::Request& head) override;
  asio::awaitable<http::Response> handle(const http::Request& request) override;
  std::optional<http::Response> check_upgrade(const http::Request& request) override;
  void upgrade(tcp::socket socket, http::Request request, std::string early) override;

 private:
  // Counts a request that opens a session. Returns: the refusal, if it is one too many.
  std::optional<http::Response> refuse_opening(const http::Request& request);

  http::Service& sockets_;
  realtime::RateLimiter& limits_;
};

}  // namespace pomopomo::app
