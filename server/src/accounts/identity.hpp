#pragma once
// Who a request or a connection belongs to: a signed-in person by the session cookie, else a guest
// by the guest cookie of our own pages or the token of a client without cookies. A session is
// never in a token (SE8).

#include <optional>
#include <string>
#include <vector>

#include "accounts/guests.hpp"
#include "accounts/sessions.hpp"
#include "http/message.hpp"
#include "http/origin.hpp"

namespace pomopomo::accounts {

class Identity {
 public:
  // How long ago somebody must have proven to be this person, for changes that could take the
  // account away (AU14).
  static constexpr std::chrono::minutes kFresh{10};

  Identity(Guests& guests, Sessions& sessions, const Clock& clock, const http::OwnOrigin& own)
      : guests_(guests), sessions_(sessions), clock_(clock), own_(own) {}

  // The caller of a request, by cookie (where the request's origin lets it count) or by
  // Authorization: Bearer.
  asio::awaitable<std::optional<Caller>> of(const http::Request& request) const;
  // As `of`. Errors: unauthorized/no_identity.
  asio::awaitable<Result<Caller>> require(const http::Request& request) const;
  // A signed-in caller. Errors: unauthorized/no_account.
  asio::awaitable<Result<Caller>> require_account(const http::Request& request) const;
  // The same, proven within kFresh. Errors: also forbidden/reauthenticate.
  asio::awaitable<Result<Caller>> require_fresh(const http::Request& request) const;

  // Who holds the request's session, also while it awaits the second factor.
  asio::awaitable<std::optional<SessionHolder>> session_of(const http::Request& request) const;
  // The guest of the request's guest cookie, also beside a session.
  asio::awaitable<std::optional<Caller>> guest_of(const http::Request& request) const;

  // The secret in the guest cookie, which may be nobody's any more.
  std::string guest_secret(const http::Request& request) const;

  // The caller of a live connection: by the cookies of its opening request if that came from our
  // own pages (WS1), else by the token the client presents.
  asio::awaitable<std::optional<Caller>> of_connection(const http::Headers& headers,
                                                       std::string token) const;
  // Whether the caller's session has ended since.
  asio::awaitable<bool> has_ended(const Caller& caller) const;
  // What a connection is bound to: the cookies that say who it is; empty when there are none (WS2).
  std::string binding_of(const http::Request& request) const;

  // The name and the Set-Cookie lines of the guest's cookie and of the session's.
  std::string guest_cookie_name() const;
  std::string set_guest_cookie(std::string_view secret) const;
  std::string clear_guest_cookie() const;
  std::string session_cookie_name() const;
  std::string set_session_cookie(std::string_view secret) const;
  std::string clear_session_cookie() const;
  // The same of the browser's, by which it is known to somebody who signed in with it (AU12).
  std::string device_cookie_name() const;
  std::string set_device_cookie(std::string_view secret) const;
  const http::OwnOrigin& own() const { return own_; }

 private:
  // What the cookies say, whether they count or not.
  asio::awaitable<std::optional<SessionHolder>> by_session_cookie(
      const http::Request& request) const;
  asio::awaitable<std::optional<Caller>> by_guest_cookie(const http::Request& request) const;
  asio::awaitable<std::optional<Caller>> by_cookies(const http::Request& request) const;

  Guests& guests_;
  Sessions& sessions_;
  const Clock& clock_;
  const http::OwnOrigin& own_;
};

}  // namespace pomopomo::accounts
