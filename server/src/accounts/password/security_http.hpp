#pragma once
// GET /api/me/methods, DELETE /api/me/methods/{id}; POST and DELETE /api/me/totp,
// POST /api/me/totp/backup-codes, POST /api/auth/second-factor;
// POST /api/auth/reauthenticate and /api/auth/reauthenticate/mail.

#include "accounts/password/methods.hpp"
#include "accounts/password/reauthentication.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_security_routes(http::Router& router, Methods& methods, SecondFactors& second_factors,
                          Reauthentication& reauthentication, const Mailer& mailer,
                          const Identity& identity, realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
