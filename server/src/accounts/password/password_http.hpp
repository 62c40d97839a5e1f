#pragma once
// POST /api/auth/password/{sign-up,sign-in,forgot,reset,change}.

#include "accounts/mail/email_sign_in.hpp"
#include "accounts/password/passwords.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_password_routes(http::Router& router, Passwords& passwords, EmailSignIn& email,
                          const Mailer& mailer, const Identity& identity,
                          realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
