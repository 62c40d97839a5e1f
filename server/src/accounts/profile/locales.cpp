#include "accounts/profile/locales.hpp"

#include <unicode/timezone.h>

#include <algorithm>
#include <array>

namespace pomopomo::accounts {

Result<std::string> clean_time_zone(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  // ICU also knows offsets such as "GMT+5" and abbreviations of its own: neither has a slash.
  const bool is_written_well =
      name.size() <= kLongest && (name == "UTC" || name.find('/') != name.npos) &&
      std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
  if (is_written_well && name != "Etc/Unknown") {
    UErrorCode status = U_ZERO_ERROR;
    UBool is_known = false;
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                      name.data(), static_cast<std::int32_t>(name.size()))),
                                  canonical, is_known, status);
    if (U_SUCCESS(status) && is_known) return std::string(name);
  }
  return fail_field("timeZone", "unknown_time_zone",
                    "timeZone must be a name such as Europe/Lisbon.");
}

Result<std::string> clean_language(std::string_view tag) {
  constexpr std::array<std::string_view, 2> kSpoken{"en", "pt"};
  const auto language = tag.substr(0, tag.find('-'));
  if (std::ranges::find(kSpoken, language) == kSpoken.end())
    return fail_field("language", "unknown_language", "language must be en or pt.");
  return std::string(language);
}

}  // namespace pomopomo::accounts
