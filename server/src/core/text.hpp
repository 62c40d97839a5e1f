#pragma once
// Text that people write: cleaned before it is stored, measured in code points.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pomopomo {

// One line of text as it may be shown to others: NFC, control and bidirectional control characters
// removed, runs of white space become one space, of combining marks 30 stay, trimmed. Invisible
// characters alone count as nothing. Returns: nullopt when `text` is not valid UTF-8.
std::optional<std::string> clean_line(std::string_view text);

// The same for text of several lines: line breaks stay, as \n, of several in a row two.
std::optional<std::string> clean_lines(std::string_view text);

// The text in its normal form NFC, with nothing taken away: for what is compared, never shown.
// Returns: nullopt when it is not valid UTF-8.
std::optional<std::string> normal_form(std::string_view text);

// Code points of valid UTF-8.
std::size_t length_in_code_points(std::string_view text);

}  // namespace pomopomo
