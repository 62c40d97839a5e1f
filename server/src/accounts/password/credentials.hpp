#pragma once
// Everything about passwords, second factors and the ways to sign in, put together.

#include <string>

#include "accounts/mail/email_sign_in.hpp"
#include "accounts/password/methods.hpp"
#include "accounts/password/passwords.hpp"
#include "accounts/password/reauthentication.hpp"
#include "accounts/password/second_factors.hpp"
#include "http/router.hpp"

namespace pomopomo::accounts {

class Credentials {
 public:
  struct Parts {
    SignIn& sign_in;
    EmailSignIn& email;
    Mailer& mailer;
    realtime::RateLimiter& limits;
    BackgroundTasks& tasks;
    SecretKey key;
    std::string public_url;
  };
  explicit Credentials(Parts parts) : parts_(std::move(parts)) {}

  // Requires: this and `identity` outlive the router.
  void bind_routes(http::Router& router, const Identity& identity);

 private:
  Parts parts_;
  PasswordHasher hasher_;
  Guesses guesses_{parts_.limits};
  Passwords passwords_{{.sign_in = parts_.sign_in,
                        .mailer = parts_.mailer,
                        .guesses = guesses_,
                        .hasher = hasher_,
                        .tasks = parts_.tasks,
                        .public_url = parts_.public_url}};
  SecondFactors second_factors_{
      {.sign_in = parts_.sign_in, .mailer = parts_.mailer, .guesses = guesses_, .key = parts_.key}};
  Methods methods_{parts_.sign_in, parts_.mailer};
  Reauthentication reauthentication_{{.sign_in = parts_.sign_in,
                                      .mailer = parts_.mailer,
                                      .guesses = guesses_,
                                      .hasher = hasher_,
                                      .second_factors = second_factors_}};
};

}  // namespace pomopomo::accounts
