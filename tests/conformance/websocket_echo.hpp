#pragma once
// A WebSocket that sends each message back: up to 32 MiB, in any number of fragments.

#include <memory>
#include <unordered_set>
#include <vector>

#include "core/io_threads.hpp"
#include "http/service.hpp"
#include "socketio/loop.hpp"
#include "socketio/websocket/connection.hpp"

namespace pomopomo::conformance {

class WebsocketEcho final : public http::Service {
 public:
  explicit WebsocketEcho(IoThreads& io);
  ~WebsocketEcho() override;

  asio::awaitable<http::Response> handle(const http::Request& request) override;
  std::optional<http::Response> check_upgrade(const http::Request&) override {
    return std::nullopt;
  }
  void upgrade(tcp::socket socket, http::Request request, std::string early) override;

 private:
  class Echo;
  struct EchoLoop : socketio::Loop {
    using Loop::Loop;
    std::unordered_set<std::shared_ptr<Echo>> open;
  };

  socketio::websocket::ConnectionLimits limits_;
  std::vector<std::unique_ptr<EchoLoop>> loops_;
};

}  // namespace pomopomo::conformance
