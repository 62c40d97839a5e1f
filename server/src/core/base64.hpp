#pragma once
// URL-safe base64 without padding (RFC 4648, section 5).

#include <optional>
#include <string>
#include <string_view>

namespace pomopomo {

std::string base64url_encode(std::string_view bytes);
// Returns: nullopt for padding, white space, other characters, and text that nothing encodes to.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace pomopomo
