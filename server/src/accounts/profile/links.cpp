#include "accounts/profile/links.hpp"

#include <boost/url/parse.hpp>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

// Letters of other scripts as a browser sends them.
std::string in_ascii(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::optional<std::string> clean_link(std::string_view text) {
  const auto line = clean_line(text);
  if (!line) return std::nullopt;
  auto link = in_ascii(*line);
  const auto url = boost::urls::parse_uri(link);
  if (!url) return std::nullopt;
  const bool is_web = url->scheme_id() == boost::urls::scheme::http ||
                      url->scheme_id() == boost::urls::scheme::https;
  if (!is_web || url->encoded_host().empty() || url->has_userinfo()) return std::nullopt;
  return link;
}

}  // namespace

Result<std::vector<std::string>> clean_links(const std::vector<std::string>& links) {
  if (links.size() > kMaxLinks)
    return fail_field("links", "too_many", fmt::format("links may be {} at most.", kMaxLinks));
  std::vector<std::string> clean;
  for (const auto& text : links) {
    const auto field = fmt::format("links[{}]", clean.size());
    auto link = clean_link(text);
    if (!link)
      return fail_field(field, "not_a_link",
                        fmt::format("{} must begin with https:// or http://.", field));
    if (link->size() > kMaxLink)
      return fail_field(field, "too_long",
                        fmt::format("{} must be at most {} characters.", field, kMaxLink));
    clean.push_back(std::move(*link));
  }
  return clean;
}

}  // namespace pomopomo::accounts
