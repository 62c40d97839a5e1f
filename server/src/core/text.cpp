#include "core/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace pomopomo {

namespace {

// Characters that draw nothing and can disguise what does: control, bidi marks and overrides,
// zero-width, tags, fillers. The zero-width (non-)joiners and variation selectors stay: Persian
// words and emoji sequences need them.
bool is_forbidden(UChar32 c) {
  if (c == 0x200C || c == 0x200D || u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR)) return false;
  return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_FORMAT_CHAR ||
         u_charType(c) == U_SURROGATE || u_charType(c) == U_PRIVATE_USE_CHAR;
}

constexpr int kMostBreaks = 2;  // in a row: one empty line

// As many as the Stream-Safe Text Format of UAX #15 knows. Putting longer runs in order would take
// time that grows with their square.
constexpr int kMostMarks = 30;

bool is_valid_utf8(std::string_view text) {
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's macro
    if (c < 0) return false;
  }
  return true;
}

bool is_line_break(UChar32 c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// White space between what draws something.
struct Gap {
  bool any = false;
  int breaks = 0;
  UChar32 last = 0;

  void add(UChar32 c) {
    any = true;
    if (is_line_break(c) && !(last == '\r' && c == '\n')) ++breaks;
    last = c;
  }
  void write(icu::UnicodeString& out, bool keep_breaks) const {
    if (!any || out.isEmpty()) return;
    if (!keep_breaks || breaks == 0) {
      out.append(static_cast<UChar32>(' '));
    } else {
      for (int i = 0; i < std::min(breaks, kMostBreaks); ++i)
        out.append(static_cast<UChar32>('\n'));
    }
  }
};

// What most people write most of the time has nothing to clean.
bool is_plain(std::string_view text) {
  const auto is_printable = [](char c) { return c >= 0x20 && c <= 0x7E; };
  return std::ranges::all_of(text, is_printable) && !text.starts_with(' ') &&
         !text.ends_with(' ') && !text.contains("  ");
}

std::optional<std::string> clean(std::string_view text, bool keep_breaks) {
  if (is_plain(text)) return std::string(text);
  if (!is_valid_utf8(text)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString kept;
  Gap gap;
  bool visible = false;
  int marks = 0;  // in a row
  for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (u_isUWhiteSpace(c)) {
      gap.add(c);
    } else if (!is_forbidden(c)) {
      marks = u_getCombiningClass(c) == 0 ? 0 : marks + 1;
      if (marks > kMostMarks) continue;
      gap.write(kept, keep_breaks);
      gap = {};
      visible = visible || !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
      kept.append(c);
    }
  }
  std::string out;
  if (visible) nfc->normalize(kept, status).toUTF8String(out);
  return out;
}

}  // namespace

std::optional<std::string> clean_line(std::string_view text) {
  return clean(text, false);
}

std::optional<std::string> clean_lines(std::string_view text) {
  return clean(text, true);
}

std::optional<std::string> normal_form(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  if (!is_valid_utf8(text)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string out;
  nfc->normalize(source, status).toUTF8String(out);
  return out;
}

std::size_t length_in_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace pomopomo
