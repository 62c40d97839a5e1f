#pragma once
// The second factor: codes of an authenticator, and backup codes for when it is lost (AU13).
//
// Rules
//  - The secret is told once, when it is made, and sealed in the database. It counts once a code of
//  it was shown.
//  - Whoever signs in, by whichever method, is nobody until a code was shown; then the session gets
//  another secret (SE3) and the browser counts as known.
//  - No code is taken twice; five wrong ones, from wherever, and there is a wait.

#include <string>
#include <vector>

#include "accounts/mailer.hpp"
#include "accounts/password/guesses.hpp"
#include "accounts/password/password_store.hpp"
#include "accounts/sign_in.hpp"
#include "core/secret_key.hpp"

namespace pomopomo::accounts {

class SecondFactors {
 public:
  // How long somebody may take from the first factor to the second.
  static constexpr std::chrono::minutes kPatience{10};

  struct Parts {
    SignIn& sign_in;
    Mailer& mailer;
    Guesses& guesses;
    const SecretKey& key;
  };
  explicit SecondFactors(Parts parts) : parts_(parts) {}

  struct Secret {
    std::string text;  // base32, to be typed
    std::string uri;   // to be drawn as a QR code
  };
  // Makes a secret, which does not count yet. Requires: a fresh session.
  // Errors: conflict/second_factor_on.
  asio::awaitable<Result<Secret>> begin(Account account);
  // Switches the second factor on. Returns: the backup codes, told this once. Requires: a fresh
  // session. Errors: invalid/wrong_code, conflict (second_factor_on, not_begun),
  // rate_limited/too_many_tries.
  asio::awaitable<Result<std::vector<std::string>>> confirm(Account account, std::string code,
                                                            Guesser guesser);
  // Switches it off; when it is off, nothing happens. Requires: a fresh session.
  // Errors: conflict/short_password.
  asio::awaitable<Result<void>> remove(Account account, Device device);
  // Backup codes in the place of the older ones. Requires: a fresh session.
  // Errors: conflict/second_factor_off.
  asio::awaitable<Result<std::vector<std::string>>> renew_backup_codes(Account account,
                                                                       Device device);

  // Ends the wait of a session for its second factor. Errors: unauthorized/no_account (it does not
  // wait, or has waited too long), invalid/wrong_code, rate_limited/too_many_tries.
  asio::awaitable<Result<SignedIn>> pass(SessionHolder holder, std::string code, Guesser guesser);

  // Takes a code of the authenticator or a backup code. Errors: invalid/wrong_code,
  // rate_limited/too_many_tries. `then` runs in the transaction that used the code up.
  template <class Then>
  asio::awaitable<Result<void>> take(UserId user, std::string code, Guesser guesser, Then then);

 private:
  asio::awaitable<std::string> guess_key(UserId user, const Guesser& guesser) const;
  bool use(storage::Transaction& tx, UserId user, std::string_view code, const Device& device);
  std::vector<std::string> replace_backup_codes(storage::Transaction& tx, UserId user);

  Parts parts_;
};

std::unexpected<Error> wrong_code();

template <class Then>
asio::awaitable<Result<void>> SecondFactors::take(UserId user, std::string code, Guesser guesser,
                                                  Then then) {
  const auto key = co_await guess_key(user, guesser);
  if (auto counted = co_await parts_.guesses.count(guesser, key); !counted) co_return counted;
  const auto taken =
      co_await parts_.sign_in.db().write([&](storage::Transaction& tx) -> Result<void> {
        if (!use(tx, user, code, guesser.device)) return wrong_code();
        then(tx);
        return {};
      });
  if (taken) co_await parts_.guesses.forgive(key);
  co_return taken;
}

}  // namespace pomopomo::accounts
