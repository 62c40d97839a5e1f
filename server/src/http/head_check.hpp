#pragma once
// The strict look at a request's head before it is parsed.
//
// Request smuggling lives where two parsers read the same bytes differently. Beast forgives some of
// those (folded lines, lengths given twice), so whatever a proxy in front of us might read
// otherwise is refused here, not repaired.

#include <cstddef>
#include <optional>
#include <string_view>

#include "http/limits.hpp"
#include "http/refusal.hpp"

namespace pomopomo::http {

// Finds the end of a head in bytes that arrive piece by piece.
class HeadScanner {
 public:
  // Looks at what was not seen yet. Returns: the head's length with its empty line, or 0 while it
  // is incomplete. Requires: `buffer` is the earlier one with more behind it.
  std::size_t scan(std::string_view buffer);
  // Set as soon as a line does not end in CRLF or a limit is passed, without waiting for the rest.
  std::optional<Refusal> refusal(std::string_view buffer, const Limits& limits) const;

 private:
  std::size_t seen_ = 0;
  std::size_t line_ = 0;        // where the current line starts
  std::size_t first_line_ = 0;  // length of the request line once known
  bool bad_ending_ = false;
};

// Judges a complete head (request line, fields, empty line); nullopt: nothing wrong.
std::optional<Refusal> check_head(std::string_view head, const Limits& limits);

// Whether a line (without its CRLF) is `name: value`, unfolded and free of control characters.
bool is_field_line(std::string_view line);

}  // namespace pomopomo::http
