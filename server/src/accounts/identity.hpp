#pragma once
// Who a request or a connection belongs to: the guest cookie of our own pages, or a token of
// clients without cookies.

#include <optional>
#include <string>

#include "accounts/guests.hpp"
#include "http/message.hpp"
#include "http/origin.hpp"

namespace pomopomo::accounts {

class Identity {
 public:
  Identity(Guests& guests, const http::OwnOrigin& own) : guests_(guests), own_(own) {}

  // The caller of a request, by cookie (where the request's origin lets it count) or by
  // Authorization: Bearer.
  asio::awaitable<std::optional<Caller>> of(const http::Request& request) const;
  // As `of`. Errors: unauthorized/no_identity.
  asio::awaitable<Result<Caller>> require(const http::Request& request) const;

  // The caller of a live connection: by the cookie of its opening request if that came from our own
  // pages (WS1), else by the token the client presents.
  asio::awaitable<std::optional<Caller>> of_connection(const http::Headers& headers,
                                                       std::string token) const;

  // The name and the Set-Cookie line of the guest cookie.
  std::string cookie_name() const;
  std::string set_cookie(std::string_view secret) const;
  std::string clear_cookie() const;

 private:
  Guests& guests_;
  const http::OwnOrigin& own_;
};

}  // namespace pomopomo::accounts
