#pragma once
// A letter as it travels: RFC 5322 and MIME, plain text and HTML as alternatives, ASCII throughout.

#include <string>
#include <string_view>

#include "accounts/mail/letter.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

// Whose letters they are: "Pomopomo <no-reply@pomo.example.org>".
struct Sender {
  std::string name;     // may be empty
  std::string address;  // normalised

  // Reads "Name <address>" or an address. Errors: invalid, field `mail-from`.
  static Result<Sender> parse(std::string_view text);
};

// Nothing of the letter can add a header or a part: line breaks in headers become spaces, and the
// bodies are encoded. Lines end with CRLF and have at most 76 characters of content.
std::string to_mime(const Letter& letter, const Sender& sender);

// The parts of it, each with its own rule.
std::string encode_quoted_printable(std::string_view text);  // RFC 2045, 6.7; \n becomes CRLF
std::string encode_header(std::string_view text);            // RFC 2047, if it must be
std::string format_date(TimePoint at);                       // "Mon, 23 Nov 2026 06:53:07 +0000"

}  // namespace pomopomo::accounts
