#pragma once
// POST /api/auth/email, POST /api/auth/email/verify.

#include "accounts/identity.hpp"
#include "accounts/mail/email_sign_in.hpp"
#include "http/router.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_email_routes(http::Router& router, EmailSignIn& email, const Mailer& mailer,
                       const Identity& identity, realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
