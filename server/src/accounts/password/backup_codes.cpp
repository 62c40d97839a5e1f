#include "accounts/password/backup_codes.hpp"

#include "core/random.hpp"

namespace pomopomo::accounts {

namespace {

// Without those that look alike: 0 and o, 1 and l and i.
constexpr std::string_view kAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t kGroups = 3;
constexpr std::size_t kGroupLength = 4;

}  // namespace

std::vector<std::string> new_backup_codes() {
  std::vector<std::string> codes(kBackupCodes);
  for (auto& code : codes) {
    for (std::size_t i = 0; i < kGroups * kGroupLength; ++i) {
      if (i > 0 && i % kGroupLength == 0) code += '-';
      code += kAlphabet[random_below(kAlphabet.size())];
    }
  }
  return codes;
}

std::optional<storage::Blob> hash_backup_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (kAlphabet.find(lower) == kAlphabet.npos || code.size() == kGroups * kGroupLength)
      return std::nullopt;
    code += lower;
  }
  if (code.size() != kGroups * kGroupLength) return std::nullopt;
  const auto digest = sha256(code);
  return storage::Blob{std::string(digest.begin(), digest.end())};
}

}  // namespace pomopomo::accounts
