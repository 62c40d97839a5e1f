#pragma once
// Signing in by address and password, for those who want one.
//
// Rules (SECURITY.md AU7, AU10 to AU12, AU14, OA8)
//  - A password never makes an account: who signs up with one gets the mail that everybody gets,
//  and the password counts once that is answered in the same browser, for a new account only.
//  - A wrong password, an unknown address and an account without a password look alike and take
//  the same work.
//  - Whoever chooses another one ends all other sessions, and is told by mail.

#include <string>

#include "accounts/mailer.hpp"
#include "accounts/password/guesses.hpp"
#include "accounts/password/password_hasher.hpp"
#include "accounts/password/password_store.hpp"
#include "accounts/sign_in.hpp"
#include "core/background_tasks.hpp"

namespace pomopomo::accounts {

class Passwords {
 public:
  static constexpr std::chrono::minutes kResetLife{30};

  struct Parts {
    SignIn& sign_in;
    Mailer& mailer;
    Guesses& guesses;
    PasswordHasher& hasher;
    BackgroundTasks& tasks;
    std::string public_url;  // where the link of a mail leads
  };
  explicit Passwords(Parts parts) : parts_(std::move(parts)) {}

  // The hash of a password that somebody wants for a new account. Errors: as check_password,
  // unavailable/overloaded.
  asio::awaitable<Result<std::string>> hash_new(std::string password, std::string address);

  // `address`: normalised. Errors: unauthorized/wrong_password, rate_limited/too_many_tries,
  // forbidden/suspended, unavailable/overloaded.
  asio::awaitable<Result<SignedIn>> sign_in(std::string address, std::string password,
                                            Guesser guesser);

  // Mails a link to whoever has that address; the caller is not kept waiting and learns nothing.
  void forgot(asio::any_io_executor executor, std::string address, std::string language);
  // Errors: gone/link_expired (also for one that was used), as check_password, forbidden/suspended,
  // unavailable/overloaded.
  asio::awaitable<Result<SignedIn>> reset(std::string token, std::string password, Device device);

  // Sets the caller's password. Requires: a fresh session. Errors: as check_password,
  // unavailable/overloaded.
  asio::awaitable<Result<void>> change(Account account, std::string password, Device device);

 private:
  asio::awaitable<void> mail_reset(std::string address, std::string language);
  asio::awaitable<void> note_failure(UserId user, Device device);
  // Checks and hashes a password for somebody who has an account.
  asio::awaitable<Result<store::StoredPassword>> prepare(UserId user, std::string password);
  void replace(storage::Transaction& tx, const User& user, const store::StoredPassword& password,
               const Device& device, std::optional<SessionId> but);

  Parts parts_;
};

}  // namespace pomopomo::accounts
