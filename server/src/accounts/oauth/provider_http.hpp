#pragma once
// GET /api/auth/providers, /api/auth/{google,github}/start and /callback, GET /api/auth/link, POST
// /api/auth/link/confirm.
//
// Whoever comes to `start` or `callback` is a person in a browser: every answer of theirs is a 303
// to a page, whatever went wrong (OA14).

#include "accounts/identity.hpp"
#include "accounts/oauth/provider_sign_in.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

// The ways to sign in beside the providers that this server offers.
struct OtherWays {
  bool email = false;
  bool password = false;
};

// Routes of the configured providers alone. Requires: everything given outlives the router.
void bind_provider_routes(http::Router& router, ProviderSignIn& sign_in, const Identity& identity,
                          OtherWays ways);

}  // namespace pomopomo::accounts
