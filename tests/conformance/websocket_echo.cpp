#include "websocket_echo.hpp"

#include "socketio/websocket/handshake.hpp"

namespace pomopomo::conformance {

using namespace socketio;

class WebsocketEcho::Echo final : public websocket::Connection::Owner,
                                  public std::enable_shared_from_this<Echo> {
 public:
  Echo(EchoLoop& loop, websocket::ConnectionPtr connection)
      : loop_(loop), connection_(std::move(connection)) {}
  ~Echo() { connection_->set_owner(nullptr); }

  void start(std::string_view key, std::string early) {
    loop_.open.insert(shared_from_this());
    connection_->start(*this, websocket::accept_response(key), std::move(early));
  }
  void on_message(bool binary, std::string_view data) override {
    const auto opcode = binary ? websocket::Opcode::binary : websocket::Opcode::text;
    connection_->send(websocket::make_frame(opcode, data));
  }
  void on_closed(std::string_view) override { loop_.open.erase(shared_from_this()); }

 private:
  EchoLoop& loop_;
  websocket::ConnectionPtr connection_;
};

WebsocketEcho::WebsocketEcho(IoThreads& io) {
  limits_.parser.message_bytes = 32 * 1024 * 1024;
  limits_.parser.fragments = 0;
  limits_.queue_bytes = 256 * 1024 * 1024;
  limits_.control_frames = 0;
  for (std::size_t i = 0; i < io.size(); ++i) {
    loops_.push_back(std::make_unique<EchoLoop>(io.context(i), i));
  }
}

WebsocketEcho::~WebsocketEcho() = default;

asio::awaitable<http::Response> WebsocketEcho::handle(const http::Request&) {
  co_return http::Response::text(426, "A WebSocket lives here");
}

void WebsocketEcho::upgrade(tcp::socket socket, http::Request request, std::string early) {
  auto& loop = *loops_[IoThreads::current()];
  boost::system::error_code error;
  FileDescriptor descriptor(socket.release(error));
  if (error) return;
  std::make_shared<Echo>(loop, websocket::ConnectionPtr(new websocket::Connection(
                                   std::move(descriptor), std::move(request.slot), loop, limits_)))
      ->start(request.headers.get("Sec-WebSocket-Key"), std::move(early));
}

}  // namespace pomopomo::conformance
