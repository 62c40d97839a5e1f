#pragma once
// WebSocket frames (RFC 6455) as the server sends them: unmasked, unfragmented, immutable and
// shared by all recipients.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pomopomo::socketio::websocket {

enum class Opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
};

// Close codes this server sends.
enum class CloseCode : std::uint16_t {
  none = 0,  // no code in the frame
  normal = 1000,
  protocol_error = 1002,
  invalid_payload = 1007,
  policy = 1008,
  too_big = 1009,
};

// One message ready for the wire. Long polling takes the same bytes without the header.
class Frame {
 public:
  // Room left at the front of `buffer` for the header.
  static constexpr std::size_t kHeaderRoom = 10;
  // A buffer to which the payload is appended.
  static std::string new_buffer(std::size_t payload_size = 0);

  // Requires: `buffer` came from new_buffer.
  Frame(Opcode opcode, std::string buffer);

  std::string_view wire() const { return std::string_view(buffer_).substr(start_); }
  std::string_view payload() const { return std::string_view(buffer_).substr(kHeaderRoom); }
  bool binary() const { return binary_; }

 private:
  std::string buffer_;
  std::uint8_t start_;
  bool binary_;
};
using FramePtr = std::shared_ptr<const Frame>;

FramePtr make_frame(Opcode opcode, std::string_view payload);
// A close frame; with CloseCode::none it has no payload.
FramePtr make_close_frame(std::uint16_t code, std::string_view reason = {});

}  // namespace pomopomo::socketio::websocket
