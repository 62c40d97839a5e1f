#include "http/origin.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "http/text.hpp"

namespace pomopomo::http {

namespace {

constexpr std::size_t kTokenBytes = 512;

bool is_token_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

}  // namespace

Result<OwnOrigin> OwnOrigin::parse(std::string_view public_url) {
  const auto wrong = [&](std::string_view why) {
    return fail_field("public-url", "malformed", why);
  };
  const auto url = boost::urls::parse_uri({public_url.data(), public_url.size()});
  if (!url) return wrong("must be a URL like https://pomo.example");
  const auto scheme = lower_case({url->scheme().data(), url->scheme().size()});
  if (scheme != "http" && scheme != "https") return wrong("must begin with http:// or https://");
  const bool has_path = !url->encoded_path().empty() && url->encoded_path() != "/";
  if (has_path || url->has_query() || url->has_fragment() || url->has_userinfo() ||
      url->encoded_host().empty()) {
    return wrong("must be an origin: scheme, host and port, nothing behind");
  }
  const auto name = lower_case({url->encoded_host().data(), url->encoded_host().size()});
  const std::string port(url->port().data(), url->port().size());
  const bool is_default = port.empty() || port == (scheme == "https" ? "443" : "80");
  const std::string suffix = is_default ? "" : ":" + port;

  OwnOrigin own;
  own.host_ = name + suffix;
  own.origin_ = scheme + "://" + own.host_;
  if (name == "localhost") own.alias_ = scheme + "://127.0.0.1" + suffix;
  if (name == "127.0.0.1") own.alias_ = scheme + "://localhost" + suffix;
  return own;
}

bool OwnOrigin::matches(std::string_view origin) const {
  return origin == origin_ || (!alias_.empty() && origin == alias_);
}

bool is_safe(Method method) {
  return method == Method::get || method == Method::head || method == Method::options;
}

std::optional<std::string_view> bearer_token(const Request& request) {
  constexpr std::string_view kScheme = "bearer ";
  const auto value = request.headers.get("authorization");
  if (value.size() <= kScheme.size()) return std::nullopt;
  if (!iequals(value.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  const auto token = value.substr(kScheme.size());
  return can_be_bearer_token(token) ? std::optional(token) : std::nullopt;
}

bool can_be_bearer_token(std::string_view text) {
  return text.size() <= kTokenBytes && std::ranges::all_of(text, is_token_char);
}

bool comes_from_own_page(const Headers& headers, const OwnOrigin& own) {
  if (headers.has("origin")) return own.matches(headers.get("origin"));
  return headers.get("sec-fetch-site") == "same-origin";
}

bool cookie_counts(const Request& request, const OwnOrigin& own) {
  if (comes_from_own_page(request.headers, own)) return true;
  return is_safe(request.method) && !request.headers.has("origin");
}

std::optional<Error> check_origin(const Request& request, const OwnOrigin& own) {
  if (is_safe(request.method) || cookie_counts(request, own)) return std::nullopt;
  const auto& headers = request.headers;
  const bool browser = headers.has("origin") || headers.has("sec-fetch-site");
  if (!browser && headers.get("x-client") == "token") return std::nullopt;
  if (!browser && !headers.has("cookie") && bearer_token(request)) return std::nullopt;
  return fail(ErrorCode::forbidden, "bad_origin", "This request did not come from our own pages.")
      .error();
}

}  // namespace pomopomo::http
