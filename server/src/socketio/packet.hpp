#pragma once
// Socket.IO 5 packets: <type>[<attachments>-][<namespace>,][<ack id>][<JSON>], each binary
// attachment in a message of its own.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "core/json_reader.hpp"
#include "socketio/arguments.hpp"
#include "socketio/websocket/frame.hpp"

namespace pomopomo::socketio {

enum class PacketType : std::uint8_t {
  connect,
  disconnect,
  event,
  ack,
  connect_error,
  binary_event,
  binary_ack,
};

struct Packet {
  PacketType type = PacketType::event;
  std::string nsp = "/";
  std::optional<std::uint64_t> id;
  std::size_t attachments = 0;  // how many binary messages follow
  std::string event;            // its name, of events
  Arguments arguments;          // of events (without the name) and acks
  boost::json::object auth;     // of connect
  // Set when the packet is well-formed but its JSON is not acceptable; event and arguments are
  // empty then.
  std::optional<JsonFault> fault;

  bool is_event() const { return type == PacketType::event || type == PacketType::binary_event; }
};

// Why a packet ends the connection.
enum class PacketError : std::uint8_t { malformed, too_many_attachments, reserved_event };

// Decodes the text part of a packet. Packets that only a server may send are malformed.
std::expected<Packet, PacketError> decode_packet(std::string_view text,
                                                 std::size_t max_attachments);
// True when every placeholder in the arguments names one of `count` attachments.
bool placeholders_fit(const boost::json::array& args, std::size_t count);
// Names that clients may not use for events.
bool is_reserved(std::string_view event);

// A packet as messages of the transport, ready to be sent to any number of sockets.
struct Encoded {
  websocket::FramePtr text;
  std::vector<websocket::FramePtr> attachments;
};

Encoded encode_event(std::string_view nsp, std::string_view event, const Arguments& arguments,
                     std::optional<std::uint64_t> id = std::nullopt);
Encoded encode_ack(std::string_view nsp, std::uint64_t id, const Arguments& arguments);
Encoded encode_connect(std::string_view nsp, std::string_view sid);
Encoded encode_disconnect(std::string_view nsp);
// {message} or, when `data` is not null, {message, data}.
Encoded encode_connect_error(std::string_view nsp, std::string_view message,
                             const boost::json::value& data);

}  // namespace pomopomo::socketio
