#include "socketio/websocket/frame.hpp"

namespace pomopomo::socketio::websocket {

namespace {

void put_big_endian(char* to, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i, value >>= 8) to[i] = static_cast<char>(value & 0xFF);
}

}  // namespace

std::string Frame::new_buffer(std::size_t payload_size) {
  std::string buffer;
  buffer.reserve(kHeaderRoom + payload_size);
  buffer.resize(kHeaderRoom);
  return buffer;
}

Frame::Frame(Opcode opcode, std::string buffer)
    : buffer_(std::move(buffer)), binary_(opcode == Opcode::binary) {
  const auto size = buffer_.size() - kHeaderRoom;
  start_ = size < 126 ? 8 : size <= 0xFFFF ? 6 : 0;
  char* header = buffer_.data() + start_;
  header[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
  if (size < 126) {
    header[1] = static_cast<char>(size);
  } else if (size <= 0xFFFF) {
    header[1] = 126;
    put_big_endian(header + 2, size, 2);
  } else {
    header[1] = 127;
    put_big_endian(header + 2, size, 8);
  }
}

FramePtr make_frame(Opcode opcode, std::string_view payload) {
  auto buffer = Frame::new_buffer(payload.size());
  buffer.append(payload);
  return std::make_shared<const Frame>(opcode, std::move(buffer));
}

FramePtr make_close_frame(std::uint16_t code, std::string_view reason) {
  if (code == 0) return make_frame(Opcode::close, {});
  std::string payload(2, '\0');
  put_big_endian(payload.data(), code, 2);
  payload.append(reason);
  return make_frame(Opcode::close, payload);
}

}  // namespace pomopomo::socketio::websocket
