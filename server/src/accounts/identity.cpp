#include "accounts/identity.hpp"

#include "http/cookies.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::string_view kCookie = "pomopomo_guest";
constexpr std::chrono::seconds kCookieLife = std::chrono::hours(24 * 365);

}  // namespace

asio::awaitable<std::optional<Caller>> Identity::of(const http::Request& request) const {
  std::string secret;
  if (http::cookie_counts(request, own_)) secret = request.cookie(cookie_name());
  if (secret.empty()) secret = http::bearer_token(request).value_or("");
  co_return co_await guests_.find_by_secret(std::move(secret));
}

asio::awaitable<std::optional<Caller>> Identity::of_connection(const http::Headers& headers,
                                                               std::string token) const {
  std::string secret;
  if (http::comes_from_own_page(headers, own_)) {
    http::Request opening;
    opening.headers = headers;
    secret = opening.cookie(cookie_name());
  }
  if (secret.empty()) secret = std::move(token);
  co_return co_await guests_.find_by_secret(std::move(secret));
}

asio::awaitable<Result<Caller>> Identity::require(const http::Request& request) const {
  auto caller = co_await of(request);
  if (!caller)
    co_return fail(ErrorCode::unauthorized, "no_identity",
                   "Nobody is known here yet. Create a guest first.");
  co_return std::move(*caller);
}

std::string Identity::cookie_name() const {
  return http::cookie_name(kCookie, own_.https());
}

std::string Identity::set_cookie(std::string_view secret) const {
  return http::set_cookie(kCookie, secret, kCookieLife, own_.https());
}

std::string Identity::clear_cookie() const {
  return http::set_cookie(kCookie, "", std::chrono::seconds(0), own_.https());
}

}  // namespace pomopomo::accounts
