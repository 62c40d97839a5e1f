#pragma once
// POST /api/auth/email, POST /api/auth/email/verify.

#include "accounts/identity.hpp"
#include "accounts/mail/email_sign_in.hpp"
#include "http/router.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::accounts {

// What every route has in common that sends a mail to an address somebody typed. Returns: the
// address, normalised. Counts a mail. Errors: invalid `email`, unavailable/mail_off,
// rate_limited/too_many_mails.
asio::awaitable<Result<std::string>> may_write_to(std::string_view typed, const Mailer& mailer,
                                                  realtime::RateLimiter& limits,
                                                  const http::Request& request);
// 202. With `browser`, what EmailSignIn::ask returned, also its cookie.
http::Response asked_response();
http::Response asked_response(const Identity& identity, std::string_view browser);

// Requires: everything given outlives the router.
void bind_email_routes(http::Router& router, EmailSignIn& email, const Mailer& mailer,
                       const Identity& identity, realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
