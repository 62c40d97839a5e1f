#include "accounts/password/reauthentication.hpp"

#include <fmt/format.h>

#include "accounts/password/password_rules.hpp"
#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts {

namespace {

// Together with the person, so that equal codes do not look alike.
storage::Blob hash_of_code(UserId user, std::string_view code) {
  return hash_of(fmt::format("{}:{}", user.str(), code));
}

}  // namespace

asio::awaitable<Result<std::string>> Reauthentication::address_of(UserId user_id) {
  co_return co_await parts_.sign_in.db().read([&](storage::Transaction& tx) -> Result<std::string> {
    if (store::has_second_factor(tx, user_id)) {
      return fail(ErrorCode::conflict, "second_factor_on",
                  "Show a code of your authenticator, or a backup code.");
    }
    const auto user = store::find_user(tx, user_id);
    if (!user || !user->email)
      return fail(ErrorCode::conflict, "no_address", "There is no address to write to.");
    return *user->email;
  });
}

asio::awaitable<void> Reauthentication::mail_code(UserId user_id) {
  const auto code = fmt::format("{:06}", random_below(1'000'000));
  const auto now = parts_.sign_in.clock().now();
  co_await parts_.sign_in.db().write([&](storage::Transaction& tx) {
    const auto user = store::lock_user(tx, user_id);
    if (!user || !user->email) return;
    tx.execute(sql::mailed_codes::put, {{"user_id", user_id},
                                        {"code_hash", hash_of_code(user_id, code)},
                                        {"expires_at", now + kLife}});
    parts_.mailer.queue(tx, {.to = *user->email,
                             .kind = MailKind::reauthenticate,
                             .language = user->language.value_or("en"),
                             .values = {{"code", code}},
                             .useful_for = kLife});
  });
}

asio::awaitable<Result<void>> Reauthentication::by_password(Account account, std::string password,
                                                            Guesser guesser) {
  struct Known {
    std::optional<store::StoredPassword> password;
    bool on_known_device = false;
  };
  const auto known = co_await parts_.sign_in.db().read([&](storage::Transaction& tx) {
    return Known{store::find_password(tx, account.user),
                 store::knows_device(tx, account.user, guesser.device_secret)};
  });
  const auto key = Guesses::key(account.user.str(), guesser, known.on_known_device);
  if (auto counted = co_await parts_.guesses.count(guesser, key); !counted) co_return counted;
  const auto hash = known.password ? std::optional(known.password->hash) : std::nullopt;
  const auto fits = co_await parts_.hasher.verify(hash, normal_password(password).value_or(""));
  if (!fits) co_return std::unexpected(fits.error());
  if (!*fits) co_return fail(ErrorCode::unauthorized, "wrong_password", "The password is wrong.");
  co_await parts_.sign_in.db().write(
      [&](storage::Transaction& tx) { parts_.sign_in.sessions().refresh(tx, account.session); });
  co_await parts_.guesses.forgive(key);
  co_return Result<void>();
}

asio::awaitable<Result<void>> Reauthentication::by_code(Account account, std::string code,
                                                        Guesser guesser) {
  const bool has_second_factor = co_await parts_.sign_in.db().read(
      [&](storage::Transaction& tx) { return store::has_second_factor(tx, account.user); });
  if (!has_second_factor)
    co_return co_await by_mailed_code(account, std::move(code), std::move(guesser));
  co_return co_await parts_.second_factors.take(
      account.user, std::move(code), std::move(guesser),
      [&](storage::Transaction& tx) { parts_.sign_in.sessions().refresh(tx, account.session); });
}

asio::awaitable<Result<void>> Reauthentication::by_mailed_code(Account account, std::string code,
                                                               Guesser guesser) {
  const auto key = Guesses::key(account.user.str(), guesser, false);
  if (auto counted = co_await parts_.guesses.count(guesser, key); !counted) co_return counted;
  auto& base = parts_.sign_in;
  std::erase(code, ' ');
  // In a transaction of its own: a wrong code stays counted.
  const auto row = co_await base.db().write([&](storage::Transaction& tx) {
    return tx.query_one(sql::mailed_codes::count_try,
                        {{"user_id", account.user}, {"now", base.clock().now()}, {"most", kTries}});
  });
  if (!row || row->blob("code_hash") != hash_of_code(account.user, code).bytes)
    co_return wrong_code();
  const auto used = co_await base.db().write([&](storage::Transaction& tx) -> Result<void> {
    if (tx.execute(sql::mailed_codes::remove, {{"user_id", account.user}}) == 0)
      return wrong_code();
    base.sessions().refresh(tx, account.session);
    return {};
  });
  if (used) co_await parts_.guesses.forgive(key);
  co_return used;
}

}  // namespace pomopomo::accounts
