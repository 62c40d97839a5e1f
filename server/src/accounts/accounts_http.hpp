#pragma once
// GET /api/session, POST /api/guests.

#include "accounts/guests.hpp"
#include "accounts/identity.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: `guests` and `identity` outlive the router.
void bind_account_routes(http::Router& router, Guests& guests, const Identity& identity);

}  // namespace pomopomo::accounts
