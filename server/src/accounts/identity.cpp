#include "accounts/identity.hpp"

#include "core/random.hpp"
#include "http/cookies.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::string_view kGuestCookie = "pomopomo_guest";
constexpr std::chrono::seconds kGuestCookieLife = std::chrono::hours(24 * 365);
constexpr std::string_view kSessionCookie = "pomopomo_session";
constexpr std::string_view kDeviceCookie = "pomopomo_device";
constexpr std::chrono::seconds kDeviceCookieLife = std::chrono::hours(24 * 365);

// Gates, routes and use cases all ask who it is; the database is asked once a request.
struct Known {
  std::optional<std::optional<SessionHolder>> holder = {};
  std::optional<std::optional<Caller>> guest = {};

  static Known& of(const http::Request& request) {
    if (!request.asker.has_value()) request.asker = Known();
    return std::any_cast<Known&>(request.asker);
  }
};

}  // namespace

asio::awaitable<std::optional<SessionHolder>> Identity::by_session_cookie(
    const http::Request& request) const {
  auto& known = Known::of(request).holder;
  if (!known) {
    known = co_await sessions_.find_by_secret(std::string(request.cookie(session_cookie_name())));
  }
  co_return *known;
}

asio::awaitable<std::optional<Caller>> Identity::by_guest_cookie(
    const http::Request& request) const {
  auto& known = Known::of(request).guest;
  if (!known)
    known = co_await guests_.find_by_secret(std::string(request.cookie(guest_cookie_name())));
  co_return *known;
}

asio::awaitable<std::optional<SessionHolder>> Identity::session_of(
    const http::Request& request) const {
  if (!http::cookie_counts(request, own_)) co_return std::nullopt;
  co_return co_await by_session_cookie(request);
}

std::string Identity::guest_secret(const http::Request& request) const {
  if (!http::cookie_counts(request, own_)) return {};
  return std::string(request.cookie(guest_cookie_name()));
}

asio::awaitable<std::optional<Caller>> Identity::guest_of(const http::Request& request) const {
  if (!http::cookie_counts(request, own_)) co_return std::nullopt;
  co_return co_await by_guest_cookie(request);
}

asio::awaitable<std::optional<Caller>> Identity::by_cookies(const http::Request& request) const {
  auto holder = co_await by_session_cookie(request);
  if (holder && !holder->awaits_second_factor) co_return std::move(holder->caller);
  co_return co_await by_guest_cookie(request);
}

asio::awaitable<std::optional<Caller>> Identity::of(const http::Request& request) const {
  if (http::cookie_counts(request, own_)) {
    if (auto caller = co_await by_cookies(request)) co_return caller;
    if (!request.cookie(guest_cookie_name()).empty()) co_return std::nullopt;
  }
  co_return co_await guests_.find_by_secret(std::string(http::bearer_token(request).value_or("")));
}

asio::awaitable<std::optional<Caller>> Identity::of_connection(const http::Headers& headers,
                                                               std::string token) const {
  if (http::comes_from_own_page(headers, own_)) {
    http::Request opening;
    opening.headers = headers;
    if (auto caller = co_await by_cookies(opening)) co_return caller;
    if (!opening.cookie(guest_cookie_name()).empty()) co_return std::nullopt;
  }
  co_return co_await guests_.find_by_secret(std::move(token));
}

asio::awaitable<bool> Identity::has_ended(const Caller& caller) const {
  if (!caller.account) co_return false;
  co_return !co_await sessions_.exists(caller.account->session);
}

asio::awaitable<Result<Caller>> Identity::require(const http::Request& request) const {
  auto caller = co_await of(request);
  if (!caller)
    co_return fail(ErrorCode::unauthorized, "no_identity",
                   "Nobody is known here yet. Create a guest first.");
  co_return std::move(*caller);
}

asio::awaitable<Result<Caller>> Identity::require_account(const http::Request& request) const {
  auto holder = co_await session_of(request);
  if (!holder || holder->awaits_second_factor)
    co_return fail(ErrorCode::unauthorized, "no_account", "Sign in first.");
  co_return std::move(holder->caller);
}

asio::awaitable<Result<Caller>> Identity::require_fresh(const http::Request& request) const {
  auto caller = co_await require_account(request);
  if (caller && clock_.now() - caller->account->authenticated_at >= kFresh)
    co_return fail(ErrorCode::forbidden, "reauthenticate",
                   "Show once more that it is you: this change is protected.");
  co_return caller;
}

std::string Identity::binding_of(const http::Request& request) const {
  const auto session = request.cookie(session_cookie_name());
  const auto cookie = session.empty() ? request.cookie(guest_cookie_name()) : session;
  if (cookie.empty()) return {};
  const auto digest = sha256(cookie);
  return {digest.begin(), digest.begin() + 16};
}

std::string Identity::guest_cookie_name() const {
  return http::cookie_name(kGuestCookie, own_.https());
}

std::string Identity::set_guest_cookie(std::string_view secret) const {
  return http::set_cookie(kGuestCookie, secret, kGuestCookieLife, own_.https());
}

std::string Identity::clear_guest_cookie() const {
  return http::set_cookie(kGuestCookie, "", std::chrono::seconds(0), own_.https());
}

std::string Identity::session_cookie_name() const {
  return http::cookie_name(kSessionCookie, own_.https());
}

std::string Identity::set_session_cookie(std::string_view secret) const {
  return http::set_cookie(kSessionCookie, secret, Sessions::kLongest, own_.https());
}

std::string Identity::clear_session_cookie() const {
  return http::set_cookie(kSessionCookie, "", std::chrono::seconds(0), own_.https());
}

std::string Identity::device_cookie_name() const {
  return http::cookie_name(kDeviceCookie, own_.https());
}

std::string Identity::set_device_cookie(std::string_view secret) const {
  return http::set_cookie(kDeviceCookie, secret, kDeviceCookieLife, own_.https());
}

}  // namespace pomopomo::accounts
