#pragma once
// E-mail addresses (AU8): normalised first, then judged, so that nothing is let in which only
// normalising would have made dangerous.

#include <string>
#include <string_view>

#include "core/error.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMaxAddress = 254;

// The form in which an address is stored, compared and written to: NFKC, white space around it
// dropped, the domain in lower case and in ASCII (IDNA). What is left of the @ keeps its case.
// Idempotent. Errors: invalid `field` (invalid_email): more or less than one @, a mailbox that is
// not of ASCII letters, digits and common signs, a domain without a dot, too long.
Result<std::string> normalise_address(std::string_view text, std::string_view field = "email");

// What is right of the @. Requires: a normalised address.
std::string_view domain_of(std::string_view address);

}  // namespace pomopomo::accounts
