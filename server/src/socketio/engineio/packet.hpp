#pragma once
// Engine.IO 4 packets, and the payloads of long polling: records joined by 0x1E, binary as "b" +
// base64.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "socketio/websocket/frame.hpp"

namespace pomopomo::socketio::engineio {

enum class PacketType : std::uint8_t { open, close, ping, pong, message, upgrade, noop };

struct Packet {
  PacketType type = PacketType::message;
  bool binary = false;
  std::string_view data;
};

// A text packet, as a WebSocket carries it; nullopt if its type is unknown or missing.
std::optional<Packet> decode_packet(std::string_view text);
// A record of a polling payload. Binary is decoded into `storage`, which must live as long as the
// packet is used.
std::optional<Packet> decode_record(std::string_view record, std::string& storage);

// Splits a polling payload record by record.
class PayloadReader {
 public:
  explicit PayloadReader(std::string_view payload) : rest_(payload) {}
  // The next record; nullopt at the end. An empty payload has one empty record.
  std::optional<std::string_view> next();

 private:
  std::string_view rest_;
  bool done_ = false;
};

// Appends a message or control packet to a polling payload. `frame` holds it as a WebSocket would
// send it.
void append_record(std::string& payload, const websocket::Frame& frame);

// A control packet: its type and nothing else, or with `data` ("3probe").
websocket::FramePtr make_packet(PacketType type, std::string_view data = {});
// A buffer for a text message, its type already in; to be ended by websocket::Frame.
std::string new_message_buffer(std::size_t size = 0);

}  // namespace pomopomo::socketio::engineio
