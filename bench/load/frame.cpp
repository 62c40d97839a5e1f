#include "frame.hpp"

#include <cstdint>

namespace pomopomo::load {

namespace {

constexpr char kMask[4] = {0x37, 0x1c, 0x5a, 0x63};

void put_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

std::string make_frame(int opcode, std::string_view payload) {
  std::string frame;
  frame.reserve(payload.size() + 14);
  frame += static_cast<char>(0x80 | opcode);
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80 | payload.size());
  } else if (payload.size() < 65536) {
    frame += static_cast<char>(0x80 | 126);
    put_big_endian(frame, payload.size(), 2);
  } else {
    frame += static_cast<char>(0x80 | 127);
    put_big_endian(frame, payload.size(), 8);
  }
  frame.append(kMask, sizeof kMask);
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(payload[i] ^ kMask[i % 4]);
  return frame;
}

Frame read_frame(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  std::size_t head = 2;
  std::uint64_t length = bytes[1] & 0x7f;
  if (length >= 126) {
    const std::size_t extra = length == 126 ? 2 : 8;
    head += extra;
    if (bytes.size() < head) return {};
    length = big_endian(bytes.substr(2, extra));
  }
  if (bytes.size() - head < length) return {};
  return {bytes[0] & 0x0f, bytes.substr(head, length), head + length};
}

}  // namespace pomopomo::load
