#include "engine_echo.hpp"

#include <utility>

#include "socketio/engineio/packet.hpp"

namespace pomopomo::conformance {

namespace {

using namespace socketio;

class EchoLayer final : public engineio::Layer {
 public:
  explicit EchoLayer(engineio::Session& session) : session_(session) {}

  void on_message(bool binary, std::string_view data) override {
    if (binary) return session_.send(websocket::make_frame(websocket::Opcode::binary, data));
    auto buffer = engineio::new_message_buffer(data.size());
    buffer += data;
    session_.send(
        std::make_shared<const websocket::Frame>(websocket::Opcode::text, std::move(buffer)));
  }
  void on_closed(std::string_view) override {}

 private:
  engineio::Session& session_;
};

}  // namespace

std::unique_ptr<engineio::Layer> make_echo_layer(engineio::Session& session) {
  return std::make_unique<EchoLayer>(session);
}

}  // namespace pomopomo::conformance
