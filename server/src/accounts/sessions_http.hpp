#pragma once
// POST /api/auth/sign-out, GET and DELETE /api/me/sessions; and the answer of every sign-in.

#include <string_view>

#include "accounts/claims/claims.hpp"
#include "accounts/identity.hpp"
#include "accounts/sign_in.hpp"
#include "core/json.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// A person as they see themselves in GET /api/session.
json::object user_json(const User& user);

// What every sign-in ends with: who it is, whether the account is new, where to go on, and the
// session's cookie. `next`: a path on our own origin.
http::Response sign_in_response(const Identity& identity, const SignedIn& signed_in,
                                std::string_view next);

// Requires: everything given outlives the router.
void bind_session_routes(http::Router& router, Guests& guests, Sessions& sessions,
                         storage::Database& db, Claims& claims, const Identity& identity);

}  // namespace pomopomo::accounts
