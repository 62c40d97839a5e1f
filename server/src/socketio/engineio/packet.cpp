#include "socketio/engineio/packet.hpp"

#include <sodium.h>

#include <algorithm>

namespace pomopomo::socketio::engineio {

namespace {

constexpr char kSeparator = '\x1e';
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

char to_char(PacketType type) {
  return static_cast<char>('0' + static_cast<int>(type));
}

}  // namespace

std::optional<Packet> decode_packet(std::string_view text) {
  if (text.empty() || text[0] < '0' || text[0] > '6') return std::nullopt;
  return Packet{static_cast<PacketType>(text[0] - '0'), false, text.substr(1)};
}

std::optional<Packet> decode_record(std::string_view record, std::string& storage) {
  if (record.empty() || record[0] != 'b') return decode_packet(record);
  const auto base64 = record.substr(1);
  // libsodium takes some bytes outside ASCII for digits where `char` is signed.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!std::ranges::all_of(base64, is_ascii)) return std::nullopt;
  storage.resize(base64.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const auto failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(storage.data()), storage.size(),
                        base64.data(), base64.size(), nullptr, &size, nullptr, kBase64);
  if (failed != 0) return std::nullopt;
  storage.resize(size);
  return Packet{PacketType::message, true, storage};
}

std::optional<std::string_view> PayloadReader::next() {
  if (done_) return std::nullopt;
  const auto end = rest_.find(kSeparator);
  const auto record = rest_.substr(0, end);
  if (end == std::string_view::npos) {
    done_ = true;
  } else {
    rest_.remove_prefix(end + 1);
  }
  return record;
}

void append_record(std::string& payload, const websocket::Frame& frame) {
  if (!payload.empty()) payload.push_back(kSeparator);
  const auto data = frame.payload();
  if (!frame.binary()) {
    payload.append(data);
    return;
  }
  payload.push_back('b');
  const auto start = payload.size();
  payload.resize(start + sodium_base64_ENCODED_LEN(data.size(), kBase64));
  sodium_bin2base64(payload.data() + start, payload.size() - start,
                    reinterpret_cast<const unsigned char*>(data.data()), data.size(), kBase64);
  payload.pop_back();  // the terminator
}

websocket::FramePtr make_packet(PacketType type, std::string_view data) {
  auto buffer = websocket::Frame::new_buffer(1 + data.size());
  buffer.push_back(to_char(type));
  buffer.append(data);
  return std::make_shared<const websocket::Frame>(websocket::Opcode::text, std::move(buffer));
}

std::string new_message_buffer(std::size_t size) {
  auto buffer = websocket::Frame::new_buffer(size + 1);
  buffer.push_back(to_char(PacketType::message));
  return buffer;
}

}  // namespace pomopomo::socketio::engineio
