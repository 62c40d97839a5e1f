#pragma once
// Reads a client's WebSocket frames as they arrive, in pieces of any size, and hands out messages
// and control frames.
//
// Refused at the earliest byte that shows it: unmasked frames, reserved bits and opcodes, bad
// fragmentation, control frames that are long or fragmented, lengths that are not minimal (1002);
// text that is no UTF-8 (1007); too many fragments (1008); a message above the limit (1009). An
// idle parser holds no buffer.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "socketio/websocket/frame.hpp"

namespace pomopomo::socketio::websocket {

struct ParserLimits {
  std::size_t message_bytes = 64 * 1024;
  std::size_t fragments = 64;  // frames of one message; 0: no limit
};

struct Event {
  enum class Kind : std::uint8_t { none, text, binary, ping, pong, close, error };

  Kind kind = Kind::none;
  std::string_view data;  // the payload; of `close` its reason; of `error` what was wrong
  std::uint16_t code =
      0;  // `close`: the peer's code, 0 when it gave none; `error`: the code to close with
};

class Parser {
 public:
  // `limits` must outlive the parser.
  explicit Parser(const ParserLimits& limits);
  ~Parser();
  Parser(Parser&&) noexcept;

  // Takes bytes off the front of `input` (which it unmasks in place) up to the end of the next
  // event. Returns: that event, or `none` once all of `input` is taken. `data` is valid until the
  // next call. After `error` or `close` the parser must not be used again.
  Event next(std::span<char>& input);

 private:
  struct Header;
  struct Unfinished;

  std::optional<Event> parse_header(std::span<const char> bytes, Header& header) const;
  std::optional<Event> check(const Header& header) const;
  std::optional<Event> take_whole_frame(std::span<char>& input);
  std::optional<Event> take_header(std::span<char>& input);
  std::optional<Event> take_payload(std::span<char>& input);
  Event finish_frame();
  void drop_delivered();

  const ParserLimits* limits_;
  std::unique_ptr<Unfinished> rest_;
};

}  // namespace pomopomo::socketio::websocket
