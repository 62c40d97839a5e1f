#include "accounts/next_path.hpp"

#include <boost/url/decode_view.hpp>
#include <boost/url/pct_string_view.hpp>

#include <algorithm>

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kMaxPath = 500;

// `//host` and `/\host` name another host; browsers drop tabs and line breaks before they look.
bool is_path(std::string_view text) {
  return text.starts_with('/') && !text.starts_with("//") && std::ranges::none_of(text, [](char c) {
           return c == '\\' || c == 0x7F || static_cast<unsigned char>(c) < ' ';
         });
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string own_path(const std::optional<std::string>& next) {
  if (!next || next->size() > kMaxPath || !is_path(*next) || !is_ascii(*next)) return "/";
  const auto encoded = boost::urls::make_pct_string_view(*next);
  if (!encoded) return "/";
  const boost::urls::decode_view view(*encoded);
  const std::string decoded(view.begin(), view.end());
  return is_path(decoded) ? *next : "/";
}

}  // namespace pomopomo::accounts
