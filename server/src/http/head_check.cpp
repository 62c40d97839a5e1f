#include "http/head_check.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace pomopomo::http {

namespace {

constexpr std::size_t kMethodBytes = 32;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_token_char(char c) {
  if (is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_char);
}

// Visible characters, spaces, tabs and bytes of other encodings; no control characters.
bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text,
                             [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7F); });
}

bool is_target(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

struct Version {
  char minor = '1';
};

std::optional<Refusal> check_request_line(std::string_view line, const Limits& limits,
                                          Version& version) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return Refusal{400, "malformed request line"};
  if (first > kMethodBytes || !is_token(line.substr(0, first)))
    return Refusal{400, "malformed method"};
  const auto target = line.substr(first + 1, last - first - 1);
  if (target.size() > limits.target_bytes)
    return Refusal{414, "request target too long", "target_bytes"};
  if (!is_target(target)) return Refusal{400, "malformed request target"};
  const auto protocol = line.substr(last + 1);
  if (protocol.size() != 8 || !protocol.starts_with("HTTP/") || !is_digit(protocol[5]) ||
      protocol[6] != '.' || !is_digit(protocol[7])) {
    return Refusal{400, "malformed protocol version"};
  }
  if (protocol[5] != '1' || protocol[7] > '1') return Refusal{505, "HTTP/1.1 is spoken here"};
  version.minor = protocol[7];
  return std::nullopt;
}

// What the fields say about where the message ends.
struct Framing {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
};

std::optional<Refusal> check_field(std::string_view line, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "folded header line"};
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return Refusal{400, "malformed header name"};
  }
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  if (!is_field_value(value)) return Refusal{400, "control character in a header"};
  if (iequals(name, "host")) ++framing.hosts;
  if (iequals(name, "content-length")) {
    ++framing.lengths;
    if (value.empty() || value.size() > 18 || !std::ranges::all_of(value, is_digit)) {
      return Refusal{400, "malformed Content-Length"};
    }
  }
  if (iequals(name, "transfer-encoding")) {
    ++framing.encodings;
    if (!iequals(value, "chunked")) return Refusal{400, "unknown Transfer-Encoding"};
  }
  return std::nullopt;
}

std::optional<Refusal> check_framing(const Framing& framing, Version version) {
  if (framing.hosts > 1 || (framing.hosts == 0 && version.minor == '1'))
    return Refusal{400, "exactly one Host is needed"};
  if (framing.lengths > 1) return Refusal{400, "Content-Length given twice"};
  if (framing.encodings > 1) return Refusal{400, "Transfer-Encoding given twice"};
  if (framing.encodings > 0 && framing.lengths > 0)
    return Refusal{400, "Content-Length beside Transfer-Encoding"};
  if (framing.encodings > 0 && version.minor == '0')
    return Refusal{400, "Transfer-Encoding in HTTP/1.0"};
  return std::nullopt;
}

}  // namespace

std::size_t HeadScanner::scan(std::string_view buffer) {
  while (!bad_ending_) {
    const auto stop = buffer.find_first_of("\r\n", seen_);
    if (stop == std::string_view::npos) {
      seen_ = buffer.size();
      return 0;
    }
    seen_ = stop;
    if (buffer[stop] == '\r' && stop + 1 == buffer.size()) return 0;  // its LF may still come
    if (buffer[stop] == '\n' || buffer[stop + 1] != '\n') {
      bad_ending_ = true;
      return 0;
    }
    const bool empty = stop == line_;
    if (first_line_ == 0) first_line_ = stop;
    seen_ = line_ = stop + 2;
    if (empty) return seen_;
  }
  return 0;
}

std::optional<Refusal> HeadScanner::refusal(std::string_view buffer, const Limits& limits) const {
  if (bad_ending_) return Refusal{400, "a line does not end in CRLF"};
  const auto first_line = first_line_ == 0 ? seen_ : first_line_;
  if (first_line > limits.target_bytes + kMethodBytes + sizeof(" HTTP/1.1")) {
    return Refusal{414, "request target too long", "target_bytes"};
  }
  // `line_` is the head's end once it is complete; what follows is body or the next request.
  if (std::max(line_, first_line) > limits.header_bytes ||
      (seen_ != line_ && buffer.size() > limits.header_bytes)) {
    return Refusal{431, "headers too large", "header_bytes"};
  }
  return std::nullopt;
}

bool is_field_line(std::string_view line) {
  const auto colon = line.find(':');
  return colon != std::string_view::npos && is_token(line.substr(0, colon)) &&
         is_field_value(line.substr(colon + 1));
}

std::optional<Refusal> check_head(std::string_view head, const Limits& limits) {
  Version version;
  const auto first_end = head.find("\r\n");
  if (const auto wrong = check_request_line(head.substr(0, first_end), limits, version))
    return wrong;

  Framing framing;
  std::size_t count = 0;
  for (std::size_t at = first_end + 2; at + 2 < head.size();) {
    const auto end = head.find("\r\n", at);
    if (++count > limits.header_count) return Refusal{431, "too many headers", "header_count"};
    if (const auto wrong = check_field(head.substr(at, end - at), framing)) return wrong;
    at = end + 2;
  }
  return check_framing(framing, version);
}

}  // namespace pomopomo::http
