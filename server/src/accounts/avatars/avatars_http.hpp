#pragma once
// PUT, DELETE /api/me/avatar; GET /api/avatars/{name}.

#include "accounts/avatars/avatars.hpp"
#include "accounts/identity.hpp"
#include "http/router.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_avatar_routes(http::Router& router, Avatars& avatars, const Identity& identity,
                        realtime::RateLimiter& limits);

}  // namespace pomopomo::accounts
