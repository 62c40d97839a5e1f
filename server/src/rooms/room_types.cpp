#include "rooms/room_types.hpp"

#include <algorithm>
#include <array>

#include "core/random.hpp"

namespace pomopomo::rooms {

namespace {

// No I, O, 0 or 1: they are misread.
constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::string_view kPrefix = "pomo-";
constexpr std::size_t kCodeLength = 6;

char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::string_view to_string(Visibility visibility) {
  return visibility == Visibility::public_ ? "public" : "link";
}

std::optional<Visibility> parse_visibility(std::string_view name) {
  if (name == "link") return Visibility::link;
  if (name == "public") return Visibility::public_;
  return std::nullopt;
}

bool is_theme(std::string_view name) {
  constexpr std::array<std::string_view, 6> kThemes = {"tomato", "lofi",     "matcha",
                                                       "sky",    "midnight", "forest"};
  return std::ranges::find(kThemes, name) != kThemes.end();
}

std::optional<std::string> normalize_code(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), to_upper);
  if (upper.starts_with("POMO-")) upper.erase(0, kPrefix.size());
  if (upper.size() != kCodeLength) return std::nullopt;
  if (upper.find_first_not_of(kAlphabet) != std::string::npos) return std::nullopt;
  return std::string(kPrefix) + upper;
}

std::string random_code() {
  std::string code(kPrefix);
  for (std::size_t i = 0; i < kCodeLength; ++i) code += kAlphabet[random_below(kAlphabet.size())];
  return code;
}

}  // namespace pomopomo::rooms
