#include "rooms/hidden_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace pomopomo::rooms {

namespace {

constexpr std::string_view kBuiltIn = R"(
faggot
faggots
kike
kikes
kys
nigger
niggers
spic
spics
tranny
trannies
wetback
wetbacks
)";

constexpr bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Calls `found(word)` for each word of the text, folded, until one answers true.
template <class Found>
bool any_ascii_word(std::string_view text, const Found& found) {
  std::string word;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      word += lower;
    } else if (!word.empty()) {
      if (found(word)) return true;
      word.clear();
    }
  }
  return !word.empty() && found(word);
}

template <class Found>
bool any_word(std::string_view text, const Found& found) {
  if (is_ascii(text)) return any_ascii_word(text, found);
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto folded = decompose->normalize(casefold->normalize(source, status), status);
  icu::UnicodeString word;
  const auto is_found = [&] {
    std::string utf8;
    return !word.isEmpty() && found(word.toUTF8String(utf8));
  };
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (u_getCombiningClass(c) != 0) continue;  // an accent
    if (u_isalnum(c)) {
      word.append(c);
      continue;
    }
    if (is_found()) return true;
    word.remove();
  }
  return is_found();
}

}  // namespace

HiddenWords HiddenWords::built_in() {
  return HiddenWords(kBuiltIn);
}

HiddenWords::HiddenWords(std::string_view lines) {
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    any_word(line.substr(0, line.find('#')), [this](const std::string& word) {
      words_.insert(word);
      return false;
    });
  }
}

bool HiddenWords::are_in(std::string_view text) const {
  if (words_.empty()) return false;
  return any_word(text, [this](const std::string& word) { return words_.contains(word); });
}

}  // namespace pomopomo::rooms
