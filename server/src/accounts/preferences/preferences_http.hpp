#pragma once
// GET, PUT /api/me/preferences.

#include "accounts/identity.hpp"
#include "accounts/preferences/preferences.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_preference_routes(http::Router& router, Preferences& preferences,
                            const Identity& identity);

}  // namespace pomopomo::accounts
