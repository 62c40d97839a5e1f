#pragma once
// Codes that change each half minute (TOTP, RFC 6238: SHA-1, 30 s, six digits), and the secret they
// are made from. Pure; what was used is the caller's to remember.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace pomopomo::accounts {

inline constexpr Seconds kTotpPeriod{30};

// 160 random bits, raw.
std::string new_totp_secret();
// As people and authenticators write it: RFC 4648, without padding.
std::string base32(std::string_view bytes);
// What an authenticator reads from a QR code. `person` is the address or name it shows.
std::string totp_uri(std::string_view secret, std::string_view person);

// Counts the periods since 1970.
using TotpStep = std::int64_t;
TotpStep totp_step(TimePoint at);
std::string totp_code(std::string_view secret, TotpStep step);

// Takes the code of this period, the one before or the one after, unless it, or a later one, was
// taken already. Returns: the code's step, to be remembered as `last`; nullopt for a wrong code.
std::optional<TotpStep> match_totp(std::string_view secret, std::string_view code, TimePoint now,
                                   TotpStep last);

}  // namespace pomopomo::accounts
