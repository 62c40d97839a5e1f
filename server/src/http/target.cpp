#include "http/target.hpp"

#include "http/text.hpp"

namespace pomopomo::http {

namespace {

// Origin form of an absolute one ("http://host/path"), as RFC 9112 3.2.2 obliges servers to take
// it.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!iequals(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find_first_of("/?#", scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

bool split_target(Request& request) {
  if (request.target == "*") {
    request.path = "*";
    return request.method == Method::options;
  }
  const auto target = without_authority(request.target);
  if (!target.starts_with('/') || target.contains('#')) return false;
  const auto mark = target.find('?');
  const auto raw_path = target.substr(0, mark);
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);

  auto path = percent_decode(raw_path);
  if (!path || has_control(*path) || !is_utf8(*path)) return false;
  const auto is_separator = [](char c) { return c == '/' || c == '\\'; };
  if (std::ranges::count_if(*path, is_separator) != std::ranges::count(raw_path, '/')) return false;
  request.path = std::move(*path);
  return true;
}

}  // namespace pomopomo::http
