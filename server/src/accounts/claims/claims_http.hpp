#pragma once
// POST /api/auth/claim.

#include "accounts/claims/claims.hpp"
#include "accounts/identity.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_claim_routes(http::Router& router, Claims& claims, const Identity& identity);

}  // namespace pomopomo::accounts
