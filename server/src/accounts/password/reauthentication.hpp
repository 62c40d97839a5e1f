#pragma once
// Showing once more who one is, so that the session counts as fresh (AU14): by the password, by a
// code of the second factor, or, for those who have none, by a code sent to their address.

#include <string>

#include "accounts/password/passwords.hpp"
#include "accounts/password/second_factors.hpp"

namespace pomopomo::accounts {

class Reauthentication {
 public:
  static constexpr std::chrono::minutes kLife{10};
  static constexpr std::int64_t kTries = 5;

  struct Parts {
    SignIn& sign_in;
    Mailer& mailer;
    Guesses& guesses;
    PasswordHasher& hasher;
    SecondFactors& second_factors;
  };
  explicit Reauthentication(Parts parts) : parts_(parts) {}

  // The address a code would go to. Errors: conflict (second_factor_on: its codes are asked for;
  // no_address).
  asio::awaitable<Result<std::string>> address_of(UserId user);
  // Mails a code. A new one ends the older.
  asio::awaitable<void> mail_code(UserId user);

  // Errors of both: rate_limited/too_many_tries.
  // Errors: unauthorized/wrong_password, unavailable/overloaded.
  asio::awaitable<Result<void>> by_password(Account account, std::string password, Guesser guesser);
  // Errors: invalid/wrong_code.
  asio::awaitable<Result<void>> by_code(Account account, std::string code, Guesser guesser);

 private:
  asio::awaitable<Result<void>> by_mailed_code(Account account, std::string code, Guesser guesser);

  Parts parts_;
};

}  // namespace pomopomo::accounts
