#pragma once
// Secrets that a browser or client holds, and the form in which they are stored.

#include <string>
#include <string_view>

#include "core/random.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kSecretBytes = 32;
inline constexpr std::size_t kSecretLength = 43;  // of its base64

inline std::string new_secret() {
  return random_token(kSecretBytes);
}

// SHA-256: enough for what is random itself.
inline storage::Blob hash_of(std::string_view secret) {
  const auto digest = sha256(secret);
  return {std::string(digest.begin(), digest.end())};
}

}  // namespace pomopomo::accounts
