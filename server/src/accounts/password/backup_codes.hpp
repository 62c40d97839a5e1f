#pragma once
// Codes to keep on paper, for when the second factor is lost: each opens once.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kBackupCodes = 10;

// kBackupCodes codes of 59 random bits, as they are shown: "k3fy-9m2p-xw7t".
std::vector<std::string> new_backup_codes();
// What is stored of a code, however it was typed: letters of either case, with or without hyphens
// and spaces. Returns: nullopt for what cannot be one.
std::optional<storage::Blob> hash_backup_code(std::string_view typed);

}  // namespace pomopomo::accounts
