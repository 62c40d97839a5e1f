#pragma once
// GET /api/me/security.

#include "accounts/identity.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// Requires: everything given outlives the router.
void bind_security_log_routes(http::Router& router, storage::Database& db,
                              const Identity& identity);

}  // namespace pomopomo::accounts
