#include <algorithm>
#include <array>
#include <charconv>

#include "socketio/packet.hpp"

namespace pomopomo::socketio {

namespace {

constexpr std::array<std::string_view, 7> kReserved = {
    "connect", "connect_error", "disconnect",    "disconnecting",
    "error",   "newListener",   "removeListener"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes a number off the front. One too large for the type is taken whole and reads as its maximum.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  if (end == text.begin()) return std::nullopt;
  std::uint64_t value = 0;
  const auto result = std::from_chars(text.begin(), end, value);
  if (result.ec != std::errc()) value = UINT64_MAX;
  text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  return value;
}

std::unexpected<PacketError> malformed() {
  return std::unexpected(PacketError::malformed);
}

bool fits(const boost::json::value& value, std::size_t count) {
  if (const auto* array = value.if_array()) return placeholders_fit(*array, count);
  const auto* object = value.if_object();
  if (!object) return true;
  const auto* mark = object->if_contains("_placeholder");
  if (mark && mark->is_bool() && mark->get_bool()) {
    const auto* number = object->if_contains("num");
    return number && number->is_int64() && number->get_int64() >= 0 &&
           static_cast<std::uint64_t>(number->get_int64()) < count;
  }
  return std::all_of(object->begin(), object->end(),
                     [&](const auto& member) { return fits(member.value(), count); });
}

std::optional<PacketError> decode_arguments(Packet& packet, boost::json::value value) {
  auto* const array = value.if_array();
  if (!array || (packet.is_event() && array->empty())) return PacketError::malformed;
  if (packet.attachments > 0 && !placeholders_fit(*array, packet.attachments)) {
    return PacketError::malformed;
  }
  if (packet.is_event()) {
    const auto* name = array->front().if_string();
    if (!name) return PacketError::malformed;
    if (is_reserved({name->data(), name->size()})) return PacketError::reserved_event;
    packet.event.assign(name->data(), name->size());
    array->erase(array->begin());
  }
  packet.arguments.args = std::move(*array);
  return std::nullopt;
}

std::optional<PacketError> decode_payload(Packet& packet, std::string_view text) {
  if (packet.type == PacketType::disconnect) {
    return text.empty() ? std::nullopt : std::optional(PacketError::malformed);
  }
  if (packet.type == PacketType::connect && text.empty()) return std::nullopt;
  auto value = read_json(text, kMaxJsonDepth + 1);
  if (packet.type == PacketType::connect) {
    if (!value || !value->is_object()) return PacketError::malformed;
    packet.auth = std::move(value->get_object());
    return std::nullopt;
  }
  if (value) return decode_arguments(packet, std::move(*value));
  if (value.error() == JsonFault::syntax) return PacketError::malformed;
  packet.fault = value.error();
  return std::nullopt;
}

}  // namespace

bool is_reserved(std::string_view event) {
  return std::find(kReserved.begin(), kReserved.end(), event) != kReserved.end();
}

bool placeholders_fit(const boost::json::array& args, std::size_t count) {
  return std::all_of(args.begin(), args.end(),
                     [&](const auto& value) { return fits(value, count); });
}

std::expected<Packet, PacketError> decode_packet(std::string_view text,
                                                 std::size_t max_attachments) {
  if (text.empty() || text[0] < '0' || text[0] > '6') return malformed();
  Packet packet;
  packet.type = static_cast<PacketType>(text[0] - '0');
  if (packet.type == PacketType::connect_error) return malformed();
  text.remove_prefix(1);

  if (packet.type == PacketType::binary_event || packet.type == PacketType::binary_ack) {
    const auto count = take_number(text);
    if (!count || text.empty() || text[0] != '-') return malformed();
    if (*count > max_attachments) return std::unexpected(PacketError::too_many_attachments);
    packet.attachments = *count;
    text.remove_prefix(1);
  }
  if (!text.empty() && text[0] == '/') {
    const auto end = text.find(',');
    packet.nsp = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  packet.id = take_number(text);
  const bool is_ack = packet.type == PacketType::ack || packet.type == PacketType::binary_ack;
  if (is_ack ? !packet.id : packet.id == UINT64_MAX) return malformed();

  if (const auto error = decode_payload(packet, text)) return std::unexpected(*error);
  return packet;
}

}  // namespace pomopomo::socketio
