#include "socketio/websocket/parser.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "socketio/websocket/utf8.hpp"

namespace pomopomo::socketio::websocket {

namespace {

Event error(CloseCode code, std::string_view what) {
  return {Event::Kind::error, what, static_cast<std::uint16_t>(code)};
}

// `phase` is how many bytes of the frame came before.
void unmask(std::span<char> data, const std::array<char, 4>& mask, std::uint64_t phase) {
  std::array<char, 8> key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = mask[(phase + i) % 4];
  std::uint64_t wide;
  std::memcpy(&wide, key.data(), 8);
  std::size_t i = 0;
  for (; i + 8 <= data.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, data.data() + i, 8);
    word ^= wide;
    std::memcpy(data.data() + i, &word, 8);
  }
  for (; i < data.size(); ++i) data[i] = static_cast<char>(data[i] ^ key[i % 8]);
}

bool may_be_sent(std::uint16_t code) {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

Event close_event(std::string_view payload) {
  if (payload.empty()) return {Event::Kind::close, {}, 0};
  if (payload.size() == 1) return error(CloseCode::protocol_error, "close code cut short");
  const auto code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                               static_cast<std::uint8_t>(payload[1]));
  if (!may_be_sent(code)) return error(CloseCode::protocol_error, "invalid close code");
  const auto reason = payload.substr(2);
  if (!is_utf8(reason)) return error(CloseCode::invalid_payload, "close reason is not UTF-8");
  return {Event::Kind::close, reason, code};
}

Event control_event(Opcode opcode, std::string_view payload) {
  if (opcode == Opcode::close) return close_event(payload);
  return {opcode == Opcode::ping ? Event::Kind::ping : Event::Kind::pong, payload, 0};
}

}  // namespace

struct Parser::Header {
  Opcode opcode = Opcode::continuation;
  bool final = false;
  std::uint8_t size = 0;  // of the header; 0 while it is incomplete
  std::array<char, 4> mask{};
  std::uint64_t length = 0;

  bool control() const { return static_cast<std::uint8_t>(opcode) >= 8; }
};

// What is kept between two reads: a frame or a message that has not ended.
struct Parser::Unfinished {
  std::array<char, 14> header_bytes;
  std::uint8_t header_size = 0;
  bool in_payload = false;
  bool in_message = false;
  bool text = false;
  bool delivered_message = false;
  bool delivered_control = false;
  Utf8Checker utf8;
  Header header;
  std::uint64_t received = 0;  // of the frame's payload
  std::size_t fragments = 0;
  std::string message;
  std::string control;
};

Parser::Parser(const ParserLimits& limits) : limits_(&limits) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;

// Fills `header` as far as the bytes go; `header.size` stays 0 until it is complete.
std::optional<Event> Parser::parse_header(std::span<const char> bytes, Header& header) const {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  if (bytes.empty()) return std::nullopt;
  if (byte(0) & 0x70) return error(CloseCode::protocol_error, "reserved bit set");
  const auto code = byte(0) & 0x0F;
  if ((code > 2 && code < 8) || code > 10) {
    return error(CloseCode::protocol_error, "reserved opcode");
  }
  header.opcode = static_cast<Opcode>(code);
  header.final = byte(0) & 0x80;
  if (bytes.size() < 2) return std::nullopt;
  if (!(byte(1) & 0x80)) return error(CloseCode::protocol_error, "frame is not masked");

  const auto short_length = byte(1) & 0x7F;
  if (header.control() && (short_length > 125 || !header.final)) {
    return error(CloseCode::protocol_error, "control frame is long or fragmented");
  }
  const std::size_t length_bytes = short_length == 127 ? 8 : short_length == 126 ? 2 : 0;
  if (bytes.size() < 2 + length_bytes) return std::nullopt;
  header.length = length_bytes == 0 ? short_length : 0;
  for (std::size_t i = 0; i < length_bytes; ++i) header.length = header.length << 8 | byte(2 + i);
  if ((length_bytes == 2 && header.length < 126) ||
      (length_bytes == 8 && (header.length <= 0xFFFF || header.length >> 63))) {
    return error(CloseCode::protocol_error, "invalid length");
  }
  if (auto refused = check(header)) return refused;
  if (bytes.size() < 6 + length_bytes) return std::nullopt;
  std::memcpy(header.mask.data(), bytes.data() + 2 + length_bytes, 4);
  header.size = static_cast<std::uint8_t>(6 + length_bytes);
  return std::nullopt;
}

// Is this frame allowed here, after what came before?
std::optional<Event> Parser::check(const Header& header) const {
  if (header.control()) return std::nullopt;
  const bool in_message = rest_ && rest_->in_message;
  if ((header.opcode == Opcode::continuation) != in_message) {
    return error(CloseCode::protocol_error,
                 in_message ? "message inside a message" : "continuation of nothing");
  }
  const auto before = in_message ? rest_->message.size() : 0;
  if (header.length > limits_->message_bytes - before) {
    return error(CloseCode::too_big, "message too big");
  }
  const auto fragments = in_message ? rest_->fragments : 0;
  if (limits_->fragments != 0 && fragments >= limits_->fragments) {
    return error(CloseCode::policy, "too many fragments");
  }
  return std::nullopt;
}

Event Parser::next(std::span<char>& input) {
  drop_delivered();
  if (!rest_) {
    if (auto event = take_whole_frame(input)) return *event;
  }
  while (true) {
    if (!rest_) {
      if (input.empty()) return {};
      rest_ = std::make_unique<Unfinished>();
    }
    if (!rest_->in_payload) {
      if (auto event = take_header(input)) return *event;
      if (!rest_->in_payload) return {};
    }
    if (auto event = take_payload(input)) return *event;
    if (rest_->received < rest_->header.length) return {};
    if (const auto event = finish_frame(); event.kind != Event::Kind::none) return event;
  }
}

// The usual case: a frame that is all there and a message of its own. Nothing is copied.
std::optional<Event> Parser::take_whole_frame(std::span<char>& input) {
  Header header;
  if (auto refused = parse_header(input, header)) return refused;
  if (header.size == 0 || !header.final || input.size() - header.size < header.length) {
    return std::nullopt;
  }
  const auto payload = input.subspan(header.size, header.length);
  input = input.subspan(header.size + header.length);
  unmask(payload, header.mask, 0);
  const std::string_view data(payload.data(), payload.size());
  if (header.control()) return control_event(header.opcode, data);
  if (header.opcode == Opcode::binary) return Event{Event::Kind::binary, data, 0};
  if (!is_utf8(data)) return error(CloseCode::invalid_payload, "text is not UTF-8");
  return Event{Event::Kind::text, data, 0};
}

std::optional<Event> Parser::take_header(std::span<char>& input) {
  auto& rest = *rest_;
  const auto room = rest.header_bytes.size() - rest.header_size;
  const auto taken = std::min(room, input.size());
  std::copy_n(input.begin(), taken, rest.header_bytes.begin() + rest.header_size);

  Header header;
  const auto have = rest.header_size + taken;
  if (auto refused = parse_header(std::span(rest.header_bytes).first(have), header)) return refused;
  if (header.size == 0) {
    rest.header_size = static_cast<std::uint8_t>(have);
    input = input.subspan(taken);
    return std::nullopt;
  }
  input = input.subspan(header.size - rest.header_size);  // the bytes behind belong to the payload
  rest.header_size = 0;
  rest.header = header;
  rest.in_payload = true;
  rest.received = 0;
  if (header.control()) return std::nullopt;
  if (!rest.in_message) {
    rest.in_message = true;
    rest.text = header.opcode == Opcode::text;
    rest.fragments = 0;
    rest.utf8 = {};
  }
  ++rest.fragments;
  return std::nullopt;
}

std::optional<Event> Parser::take_payload(std::span<char>& input) {
  auto& rest = *rest_;
  const auto left = rest.header.length - rest.received;
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left, input.size()));
  const auto piece = input.first(taken);
  input = input.subspan(taken);
  unmask(piece, rest.header.mask, rest.received);
  rest.received += taken;
  const std::string_view data(piece.data(), piece.size());
  if (rest.header.control()) {
    rest.control.append(data);
    return std::nullopt;
  }
  if (rest.text && !rest.utf8.feed(data)) {
    return error(CloseCode::invalid_payload, "text is not UTF-8");
  }
  rest.message.append(data);
  return std::nullopt;
}

Event Parser::finish_frame() {
  auto& rest = *rest_;
  rest.in_payload = false;
  if (rest.header.control()) {
    rest.delivered_control = true;
    return control_event(rest.header.opcode, rest.control);
  }
  if (!rest.header.final) return {};
  if (rest.text && !rest.utf8.complete()) {
    return error(CloseCode::invalid_payload, "text ends inside a character");
  }
  rest.delivered_message = true;
  return {rest.text ? Event::Kind::text : Event::Kind::binary, rest.message, 0};
}

void Parser::drop_delivered() {
  if (!rest_) return;
  if (rest_->delivered_message) {
    rest_.reset();
  } else if (rest_->delivered_control) {
    rest_->delivered_control = false;
    rest_->control.clear();
    if (!rest_->in_message) rest_.reset();
  }
}

}  // namespace pomopomo::socketio::websocket
