#include "accounts/profile/system_names.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_set>

namespace pomopomo::accounts {

namespace {

constexpr std::array<std::string_view, 13> kSystemNames{
    "admin",   "administrator", "moderator", "mod",      "pomopomo",    "system",  "root",
    "support", "staff",         "official",  "security", "deleteduser", "helpdesk"};

const USpoofChecker& checker() {
  struct Close {
    void operator()(USpoofChecker* opened) const { uspoof_close(opened); }
  };
  static const auto opened = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<USpoofChecker, Close> made(uspoof_open(&status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no table of confusable characters");
    return made;
  }();
  return *opened;
}

icu::UnicodeString fold_case(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(text, status);
}

// Digits that people write for letters. ICU's skeleton has 1 and I as l already, m as rn, w as vv.
char16_t as_letter(char16_t c) {
  switch (c) {
    case u'0':
      return u'o';
    case u'l':
      return u'i';
    case u'3':
      return u'e';
    case u'4':
      return u'a';
    case u'5':
      return u's';
    case u'7':
      return u't';
    default:
      return c;
  }
}

// What stays of a name for somebody who reads it in passing: the same for all that look alike.
std::string skeleton_of(const icu::UnicodeString& name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString look;
  uspoof_getSkeletonUnicodeString(&checker(), 0, fold_case(name), look, &status);
  const auto folded = fold_case(look);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < folded.length(); ++i) {
    const char16_t c = folded.charAt(i);
    if (u_isalnum(folded.char32At(i))) kept.append(as_letter(c));
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

icu::UnicodeString without_numbers_around(icu::UnicodeString name) {
  const auto is_part = [](char16_t c) { return !u_isdigit(c) && c != u'_' && !u_isspace(c); };
  std::int32_t first = 0;
  std::int32_t last = name.length();
  while (first < last && !is_part(name.charAt(first))) ++first;
  while (last > first && !is_part(name.charAt(last - 1))) --last;
  return name.tempSubStringBetween(first, last);
}

const std::unordered_set<std::string>& skeletons() {
  static const auto all = [] {
    std::unordered_set<std::string> made;
    for (const auto name : kSystemNames)
      made.insert(skeleton_of(icu::UnicodeString::fromUTF8(
          icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())))));
    return made;
  }();
  return all;
}

}  // namespace

bool looks_like_system(std::string_view name) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  return skeletons().contains(skeleton_of(text)) ||
         skeletons().contains(skeleton_of(without_numbers_around(text)));
}

}  // namespace pomopomo::accounts
