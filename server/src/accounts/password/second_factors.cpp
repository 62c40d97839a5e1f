#include "accounts/password/second_factors.hpp"

#include "accounts/password/backup_codes.hpp"
#include "accounts/password/notices.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts {

namespace {

std::unexpected<Error> already_on() {
  return fail(ErrorCode::conflict, "second_factor_on", "Your second factor is on already.");
}

std::string without_spaces(std::string_view text) {
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

}  // namespace

std::unexpected<Error> wrong_code() {
  auto error = fail_field("code", "wrong_code", "This is not the code.");
  error.error().reason = "wrong_code";
  return error;
}

asio::awaitable<Result<SecondFactors::Secret>> SecondFactors::begin(Account account) {
  const auto secret = new_totp_secret();
  co_return co_await parts_.sign_in.db().write([&](storage::Transaction& tx) -> Result<Secret> {
    const auto user = store::lock_user(tx, account.user);
    const auto changed =
        tx.execute(sql::second_factors::begin, {{"user_id", account.user},
                                                {"secret", storage::Blob{parts_.key.seal(secret)}},
                                                {"now", parts_.sign_in.clock().now()}});
    if (!user || changed == 0) return already_on();
    return Secret{base32(secret),
                  totp_uri(secret, user->email.value_or(user->username.value_or("")))};
  });
}

asio::awaitable<Result<std::vector<std::string>>> SecondFactors::confirm(Account account,
                                                                         std::string code,
                                                                         Guesser guesser) {
  using Codes = std::vector<std::string>;
  const auto key = co_await guess_key(account.user, guesser);
  if (const auto counted = co_await parts_.guesses.count(guesser, key); !counted)
    co_return std::unexpected(counted.error());
  auto& base = parts_.sign_in;
  auto codes = co_await base.db().write([&](storage::Transaction& tx) -> Result<Codes> {
    const auto user = store::lock_user(tx, account.user);
    const auto begun = store::find_second_factor(tx, account.user);
    if (begun && begun->is_on) return already_on();
    const auto secret = begun ? parts_.key.open(begun->sealed_secret) : std::nullopt;
    if (!user || !secret) return fail(ErrorCode::conflict, "not_begun", "Ask for a secret first.");
    const auto now = base.clock().now();
    const auto step = match_totp(*secret, without_spaces(code), now, begun->last_step);
    if (!step) return wrong_code();
    tx.execute(sql::second_factors::confirm,
               {{"user_id", account.user}, {"now", now}, {"step", *step}});
    log_security(tx, base.ids(), account.user, "second_factor_on", guesser.device, now);
    notify(tx, parts_.mailer, *user, MailKind::second_factor_on);
    return replace_backup_codes(tx, account.user);
  });
  if (codes) co_await parts_.guesses.forgive(key);
  co_return codes;
}

asio::awaitable<Result<void>> SecondFactors::remove(Account account, Device device) {
  auto& base = parts_.sign_in;
  co_return co_await base.db().write([&](storage::Transaction& tx) -> Result<void> {
    const auto user = store::lock_user(tx, account.user);
    const bool was_on = store::has_second_factor(tx, account.user);
    const auto password = store::find_password(tx, account.user);
    if (was_on && password && password->is_short) {
      return fail(ErrorCode::conflict, "short_password",
                  "Choose a longer password first: yours is too short without a second factor.");
    }
    tx.execute(sql::second_factors::remove, {{"user_id", account.user}});
    tx.execute(sql::backup_codes::remove, {{"user_id", account.user}});
    if (!user || !was_on) return {};
    log_security(tx, base.ids(), account.user, "second_factor_off", device, base.clock().now());
    notify(tx, parts_.mailer, *user, MailKind::second_factor_off);
    return {};
  });
}

asio::awaitable<Result<std::vector<std::string>>> SecondFactors::renew_backup_codes(Account account,
                                                                                    Device device) {
  using Codes = std::vector<std::string>;
  auto& base = parts_.sign_in;
  co_return co_await base.db().write([&](storage::Transaction& tx) -> Result<Codes> {
    const auto user = store::lock_user(tx, account.user);
    if (!user || !store::has_second_factor(tx, account.user))
      return fail(ErrorCode::conflict, "second_factor_off", "Your second factor is off.");
    log_security(tx, base.ids(), account.user, "backup_codes_renewed", device, base.clock().now());
    notify(tx, parts_.mailer, *user, MailKind::backup_codes_renewed);
    return replace_backup_codes(tx, account.user);
  });
}

asio::awaitable<Result<SignedIn>> SecondFactors::pass(SessionHolder holder, std::string code,
                                                      Guesser guesser) {
  auto& base = parts_.sign_in;
  const auto account = *holder.caller.account;
  const bool is_late = base.clock().now() - account.authenticated_at >= kPatience;
  if (!holder.awaits_second_factor || is_late)
    co_return fail(ErrorCode::unauthorized, "no_account", "Sign in first.");
  std::optional<SignedIn> passed;
  const auto taken =
      co_await take(account.user, std::move(code), guesser, [&](storage::Transaction& tx) {
        const auto user = store::find_user(tx, account.user);
        auto session = base.sessions().confirm(tx, account.session);
        if (!user || !session) return;  // it has just been ended elsewhere
        log_security(tx, base.ids(), account.user, "signed_in", guesser.device, base.clock().now(),
                     "second_factor");
        passed = SignedIn{.user = *user,
                          .session = std::move(*session),
                          .device_secret = store::remember_device(tx, base.ids(), user->id)};
      });
  if (!taken) co_return std::unexpected(taken.error());
  if (!passed) co_return fail(ErrorCode::unauthorized, "no_account", "Sign in first.");
  co_return std::move(*passed);
}

asio::awaitable<std::string> SecondFactors::guess_key(UserId user, const Guesser& guesser) const {
  const bool on_known_device = co_await parts_.sign_in.db().read([&](storage::Transaction& tx) {
    return store::knows_device(tx, user, guesser.device_secret);
  });
  // Wherever they come from: whoever gets here knows the first factor.
  Guesser anywhere = guesser;
  anywhere.network = "anywhere";
  co_return Guesses::key(user.str(), anywhere, on_known_device);
}

bool SecondFactors::use(storage::Transaction& tx, UserId user, std::string_view code,
                        const Device& device) {
  auto& base = parts_.sign_in;
  const auto now = base.clock().now();
  const auto factor = store::find_second_factor(tx, user);
  if (!factor || !factor->is_on) return false;
  const auto secret = parts_.key.open(factor->sealed_secret);
  const auto step =
      secret ? match_totp(*secret, without_spaces(code), now, factor->last_step) : std::nullopt;
  if (step) {
    // Sealed anew, in case the key is a new one.
    return tx.execute(sql::second_factors::use,
                      {{"user_id", user},
                       {"step", *step},
                       {"secret", storage::Blob{parts_.key.seal(*secret)}}}) == 1;
  }
  const auto hash = hash_backup_code(code);
  if (!hash || tx.execute(sql::backup_codes::use,
                          {{"user_id", user}, {"code_hash", *hash}, {"now", now}}) == 0)
    return false;
  log_security(tx, base.ids(), user, "backup_code_used", device, now);
  return true;
}

std::vector<std::string> SecondFactors::replace_backup_codes(storage::Transaction& tx,
                                                             UserId user) {
  tx.execute(sql::backup_codes::remove, {{"user_id", user}});
  auto codes = new_backup_codes();
  for (const auto& code : codes)
    tx.execute(sql::backup_codes::insert,
               {{"user_id", user}, {"code_hash", *hash_backup_code(code)}});
  return codes;
}

}  // namespace pomopomo::accounts
