#pragma once
// POST /api/guests.

#include "accounts/guests.hpp"
#include "accounts/identity.hpp"
#include "http/router.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_account_routes(http::Router& router, Guests& guests, const Identity& identity,
                         realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
