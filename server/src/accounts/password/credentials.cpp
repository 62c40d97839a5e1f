#include "accounts/password/credentials.hpp"

#include "accounts/password/password_http.hpp"
#include "accounts/password/security_http.hpp"

namespace pomopomo::accounts {

void Credentials::bind_routes(http::Router& router, const Identity& identity) {
  bind_password_routes(router, passwords_, parts_.email, parts_.mailer, identity, parts_.limits);
  bind_security_routes(router, methods_, second_factors_, reauthentication_, parts_.mailer,
                       identity, parts_.limits);
}

}  // namespace pomopomo::accounts
