#include "accounts/mail/mime.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "accounts/mail/address.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kMaxLine = 76;
constexpr std::size_t kMaxWord = 45;  // bytes of one encoded word: 60 characters of base64

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

std::string base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  out.pop_back();  // the terminating NUL that libsodium counts
  return out;
}

// How much of the text fits a word without cutting a character.
std::size_t word_length(std::string_view text) {
  auto length = std::min(kMaxWord, text.size());
  while (length < text.size() && length > 1 &&
         (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    --length;
  return length;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(line, [](char c) { return c >= 0 && c < ' '; }, ' ');
  return line;
}

std::string part(std::string_view boundary, std::string_view type, std::string_view body) {
  return fmt::format(
      "--{}\r\n"
      "Content-Type: {}; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
      boundary, type, encode_quoted_printable(body));
}

std::string to_header(const Sender& sender) {
  if (sender.name.empty()) return sender.address;
  const bool is_plain = std::ranges::all_of(
      sender.name, [](char c) { return is_printable(c) && c != '"' && c != '\\'; });
  return fmt::format("{} <{}>",
                     is_plain ? fmt::format("\"{}\"", sender.name) : encode_header(sender.name),
                     sender.address);
}

}  // namespace

Result<Sender> Sender::parse(std::string_view text) {
  Sender sender;
  std::string_view address = text;
  if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>')) {
    address = text.substr(open + 1, text.size() - open - 2);
    auto name = clean_line(text.substr(0, open));
    if (!name) return fail_field("mail-from", "not_utf8", "The sender's name is not UTF-8.");
    if (name->size() >= 2 && name->starts_with('"') && name->ends_with('"'))
      name = name->substr(1, name->size() - 2);
    sender.name = std::move(*name);
  }
  auto normal = normalise_address(address, "mail-from");
  if (!normal) return std::unexpected(std::move(normal.error()));
  sender.address = std::move(*normal);
  return sender;
}

std::string encode_quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    const bool is_plain = is_printable(c) && c != '=' && !(c == ' ' && ends_line);
    const std::size_t width = is_plain ? 1 : 3;
    if (column + width > kMaxLine - (ends_line ? 0 : 1)) {
      out += "=\r\n";
      column = 0;
    }
    if (is_plain) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "={:02X}", static_cast<unsigned char>(c));
    }
    column += width;
  }
  return out;
}

std::string encode_header(std::string_view text) {
  const auto line = one_line(text);
  // An encoded word's look must not be left to be decoded.
  if (std::ranges::all_of(line, is_printable) && !line.contains("=?")) return line;
  std::string out;
  for (std::string_view rest = line; !rest.empty();) {
    const auto length = word_length(rest);
    out +=
        fmt::format("{}=?utf-8?B?{}?=", out.empty() ? "" : "\r\n ", base64(rest.substr(0, length)));
    rest.remove_prefix(length);
  }
  return out;
}

std::string format_date(TimePoint at) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<Seconds>(at - day));
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays.at(std::chrono::weekday(day).c_encoding()),
      static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

std::string to_mime(const Letter& letter, const Sender& sender) {
  const auto boundary = "=_" + random_token();
  return fmt::format(
             "From: {}\r\n"
             "To: {}\r\n"
             "Subject: {}\r\n"
             "Date: {}\r\n"
             "Message-ID: <{}@{}>\r\n"
             "Auto-Submitted: auto-generated\r\n"
             "MIME-Version: 1.0\r\n"
             "Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n",
             to_header(sender), one_line(letter.to), encode_header(letter.subject),
             format_date(letter.written_at), letter.message_id, domain_of(sender.address),
             boundary) +
         part(boundary, "text/plain", letter.text) + part(boundary, "text/html", letter.html) +
         fmt::format("--{}--\r\n", boundary);
}

}  // namespace pomopomo::accounts
