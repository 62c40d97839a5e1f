#include "http/body_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "http/head_check.hpp"

namespace pomopomo::http {

namespace {

constexpr std::size_t kLineBytes = 512;
constexpr std::size_t kExtensionBytes = 1024;  // of one body; nobody sends any
constexpr std::size_t kTrailerBytes = 2048;
constexpr std::size_t kSizeDigits = 8;

std::unexpected<Refusal> malformed() {
  return std::unexpected(Refusal{400, "malformed chunk"});
}

bool is_visible(char c) {
  return c == '\t' || (c >= 0x20 && c < 0x7F);
}

// Cuts a line off `input`, without its CR LF; nullopt while it is incomplete.
std::expected<std::optional<std::string_view>, Refusal> take_line(std::string_view& input) {
  const auto end = input.find_first_of("\r\n");
  if (std::min(end, input.size()) > kLineBytes) return malformed();
  if (end == std::string_view::npos) return std::nullopt;
  if (input[end] == '\n') return malformed();
  if (end + 1 == input.size()) return std::nullopt;
  if (input[end + 1] != '\n') return malformed();
  const auto line = input.substr(0, end);
  input.remove_prefix(end + 2);
  return line;
}

}  // namespace

BodyReader BodyReader::with_length(std::size_t length) {
  BodyReader reader;
  reader.remaining_ = length;
  reader.state_ = length == 0 ? State::done : State::data;
  return reader;
}

BodyReader BodyReader::chunked(std::size_t limit) {
  BodyReader reader;
  reader.is_chunked_ = true;
  reader.allowed_ = limit;
  reader.state_ = State::size;
  return reader;
}

std::expected<bool, Refusal> BodyReader::feed(std::string_view& input, std::string& body) {
  while (state_ != State::done && !input.empty()) {
    const auto before = input.size();
    std::expected<void, Refusal> taken;
    if (state_ == State::data) {
      take_data(input, body);
    } else if (state_ == State::data_end) {
      taken = take_data_end(input);
    } else {
      const auto line = take_line(input);
      if (!line) return std::unexpected(line.error());
      if (!*line) return false;
      taken = state_ == State::size ? take_size(**line) : take_trailer(**line);
    }
    if (!taken) return std::unexpected(taken.error());
    if (input.size() == before) return false;
  }
  return state_ == State::done;
}

void BodyReader::take_data(std::string_view& input, std::string& body) {
  const auto bytes = std::min(remaining_, input.size());
  body.append(input.substr(0, bytes));
  input.remove_prefix(bytes);
  remaining_ -= bytes;
  if (remaining_ == 0) state_ = is_chunked_ ? State::data_end : State::done;
}

std::expected<void, Refusal> BodyReader::take_data_end(std::string_view& input) {
  if (!std::string_view("\r\n").starts_with(input.substr(0, 2))) return malformed();
  if (input.size() < 2) return {};
  input.remove_prefix(2);
  state_ = State::size;
  return {};
}

std::expected<void, Refusal> BodyReader::take_size(std::string_view line) {
  std::size_t size = 0;
  const auto [end, status] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const auto digits = static_cast<std::size_t>(end - line.data());
  if (status != std::errc{} || digits > kSizeDigits) return malformed();
  const auto extension = line.substr(digits);
  extensions_ += extension.size();
  const bool wrong = !extension.empty() &&
                     (extension.front() != ';' || !std::ranges::all_of(extension, is_visible));
  if (wrong || extensions_ > kExtensionBytes) return malformed();
  if (size > allowed_) return std::unexpected(Refusal{413, "body too large", "body_bytes"});
  allowed_ -= size;
  remaining_ = size;
  state_ = size == 0 ? State::trailer : State::data;
  return {};
}

std::expected<void, Refusal> BodyReader::take_trailer(std::string_view line) {
  trailers_ += line.size();
  if (line.empty()) {
    state_ = State::done;
  } else if (trailers_ > kTrailerBytes || !is_field_line(line)) {
    return malformed();
  }
  return {};
}

}  // namespace pomopomo::http
