#pragma once
// GET, PATCH /api/me; GET /api/users?username=, /api/users/{username}.

#include "accounts/identity.hpp"
#include "accounts/profile/profiles.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_profile_routes(http::Router& router, Profiles& profiles, const Identity& identity);

}  // namespace pomopomo::accounts
