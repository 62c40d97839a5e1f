#include <boost/json/serializer.hpp>

#include <array>

#include "socketio/engineio/packet.hpp"
#include "socketio/packet.hpp"

namespace pomopomo::socketio {

namespace json = boost::json;

namespace {

template <class T>
void append_json(std::string& out, const T& value) {
  thread_local json::serializer serializer;
  serializer.reset(&value);
  std::array<char, 4096> part;
  while (!serializer.done()) {
    const auto text = serializer.read(part.data(), part.size());
    out.append(text.data(), text.size());
  }
}

void append_json(std::string& out, std::string_view text) {
  thread_local json::serializer serializer;
  serializer.reset(json::string_view(text));
  std::array<char, 1024> part;
  while (!serializer.done()) {
    const auto piece = serializer.read(part.data(), part.size());
    out.append(piece.data(), piece.size());
  }
}

// Everything before the JSON.
std::string begin(PacketType type, std::string_view nsp, std::optional<std::uint64_t> id,
                  std::size_t attachments = 0) {
  auto buffer = engineio::new_message_buffer(256);
  buffer.push_back(static_cast<char>('0' + static_cast<int>(type)));
  if (type == PacketType::binary_event || type == PacketType::binary_ack) {
    buffer += std::to_string(attachments);
    buffer.push_back('-');
  }
  if (nsp != "/") {
    buffer += nsp;
    buffer.push_back(',');
  }
  if (id) buffer += std::to_string(*id);
  return buffer;
}

Encoded finish(std::string buffer) {
  return {std::make_shared<const websocket::Frame>(websocket::Opcode::text, std::move(buffer)), {}};
}

Encoded encode(PacketType type, std::string_view nsp, std::optional<std::uint64_t> id,
               const std::string_view* event, const Arguments& arguments) {
  auto buffer = begin(type, nsp, id, arguments.attachments.size());
  buffer.push_back('[');
  if (event) append_json(buffer, *event);
  bool first = !event;
  for (const auto& argument : arguments.args) {
    if (!first) buffer.push_back(',');
    first = false;
    append_json(buffer, argument);
  }
  buffer.push_back(']');
  auto encoded = finish(std::move(buffer));
  for (const auto& bytes : arguments.attachments) {
    encoded.attachments.push_back(websocket::make_frame(websocket::Opcode::binary, bytes));
  }
  return encoded;
}

}  // namespace

Encoded encode_event(std::string_view nsp, std::string_view event, const Arguments& arguments,
                     std::optional<std::uint64_t> id) {
  const auto type = arguments.attachments.empty() ? PacketType::event : PacketType::binary_event;
  return encode(type, nsp, id, &event, arguments);
}

Encoded encode_ack(std::string_view nsp, std::uint64_t id, const Arguments& arguments) {
  const auto type = arguments.attachments.empty() ? PacketType::ack : PacketType::binary_ack;
  return encode(type, nsp, id, nullptr, arguments);
}

Encoded encode_connect(std::string_view nsp, std::string_view sid) {
  auto buffer = begin(PacketType::connect, nsp, std::nullopt);
  append_json(buffer, json::value{{"sid", sid}});
  return finish(std::move(buffer));
}

Encoded encode_disconnect(std::string_view nsp) {
  return finish(begin(PacketType::disconnect, nsp, std::nullopt));
}

Encoded encode_connect_error(std::string_view nsp, std::string_view message,
                             const json::value& data) {
  auto buffer = begin(PacketType::connect_error, nsp, std::nullopt);
  json::object body{{"message", message}};
  if (!data.is_null()) body["data"] = data;
  append_json(buffer, json::value(std::move(body)));
  return finish(std::move(buffer));
}

}  // namespace pomopomo::socketio
