#pragma once
// Small text rules of HTTP: case, lists, percent-encoding, UTF-8.

#include <optional>
#include <string>
#include <string_view>

namespace pomopomo::http {

// Equal without regard to ASCII case.
bool iequals(std::string_view a, std::string_view b);
// Without leading and trailing spaces and tabs.
std::string_view trim(std::string_view text);
// Cuts the next element off a list and returns it trimmed; `rest` keeps what follows the separator.
std::string_view next_element(std::string_view& rest, char separator = ',');
// Whether a comma-separated list holds `token`, without regard to case.
bool list_has(std::string_view list, std::string_view token);
// Decodes %XX (and "+" as a space where `plus_is_space`); nullopt when an escape is broken.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// Encodes all but letters, digits and -._~ as %XX.
std::string percent_encode(std::string_view text);
// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace pomopomo::http
