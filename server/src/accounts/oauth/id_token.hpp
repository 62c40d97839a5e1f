#pragma once
// ID tokens of OpenID Connect (OA3): who the provider says has signed in.
//
// Pure: no clock, no network. A token counts only when a key of the provider's own list signed it
// for us, now, for this very sign-in. What a token says about keys and algorithms is never
// followed.

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/oauth/jwks.hpp"
#include "core/clock.hpp"

namespace pomopomo::accounts {

// Why a token is refused.
enum class TokenFault {
  malformed,  // no token at all
  algorithm,  // none of ours, or one that asks for more (`crit`)
  unknown_key,
  signature,
  issuer,
  audience,
  expired,
  issued_at,
  nonce,
  subject,
};
std::string_view to_string(TokenFault fault);

// What this sign-in demands.
struct TokenDemands {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  TimePoint now;
};

// Text is as the provider wrote it, not cleaned.
struct IdToken {
  std::string subject;
  std::optional<std::string> email;
  bool email_verified = false;
  std::optional<std::string> name;
  std::optional<std::string> locale;
};

inline constexpr std::size_t kMaxTokenBytes = 16 * 1024;
inline constexpr Seconds kMostSkew{60};
// How old a token may be when it comes: as long as a sign-in may take.
inline constexpr std::chrono::minutes kMostTokenAge{10};

std::expected<IdToken, TokenFault> verify_id_token(std::string_view token, const Jwks& keys,
                                                   const TokenDemands& demands);

}  // namespace pomopomo::accounts
