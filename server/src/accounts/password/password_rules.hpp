#pragma once
// Which passwords may be set (AU10): long ones that are not the first anybody would guess. What
// they are made of is nobody's business.

#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMinPassword = 12;  // characters
inline constexpr std::size_t kMinPasswordWithSecondFactor = 8;
inline constexpr std::size_t kMaxPasswordBytes = 1024;

// Whose password it is to be.
struct PasswordOwner {
  std::optional<std::string> email = {};
  std::optional<std::string> username = {};
  bool has_second_factor = false;
};

// The password as it is hashed: in NFC, so that keyboards that compose letters differently agree.
// Returns: nullopt for what cannot be anybody's (not UTF-8, or longer than kMaxPasswordBytes).
std::optional<std::string> normal_password(std::string_view password);

// As above. Errors: invalid `password` (not_utf8, too_short, too_long, too_common, own_name).
Result<std::string> check_password(std::string_view password, const PasswordOwner& owner);

}  // namespace pomopomo::accounts
