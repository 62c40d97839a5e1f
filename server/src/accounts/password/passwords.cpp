#include "accounts/password/passwords.hpp"

#include <fmt/format.h>
#include <boost/asio/this_coro.hpp>

#include "accounts/password/notices.hpp"
#include "accounts/password/password_rules.hpp"
#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"
#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

std::unexpected<Error> wrong_password() {
  return fail(ErrorCode::unauthorized, "wrong_password", "The address or the password is wrong.");
}

std::unexpected<Error> expired() {
  return fail(ErrorCode::gone, "link_expired", "This link has expired. Ask for a new mail.");
}

// Who might be signing in; empty for an address nobody has.
struct Candidate {
  std::optional<UserId> user;
  std::optional<std::string> hash;
  bool on_known_device = false;
};

Candidate find_candidate(storage::Transaction& tx, std::string_view address,
                         std::string_view device_secret) {
  const auto user = store::find_user_by_email(tx, address);
  if (!user) return {};
  const auto password = store::find_password(tx, user->id);
  return {user->id, password ? std::optional(password->hash) : std::nullopt,
          store::knows_device(tx, user->id, device_secret)};
}

}  // namespace

asio::awaitable<Result<std::string>> Passwords::hash_new(std::string password,
                                                         std::string address) {
  const auto checked = check_password(password, {.email = std::move(address)});
  if (!checked) co_return std::unexpected(checked.error());
  co_return co_await parts_.hasher.hash(*checked);
}

asio::awaitable<Result<SignedIn>> Passwords::sign_in(std::string address, std::string password,
                                                     Guesser guesser) {
  const auto candidate = co_await parts_.sign_in.db().read(
      [&](storage::Transaction& tx) { return find_candidate(tx, address, guesser.device_secret); });
  const auto key = Guesses::key(address, guesser, candidate.on_known_device);
  if (const auto counted = co_await parts_.guesses.count(guesser, key); !counted)
    co_return std::unexpected(counted.error());
  const auto fits =
      co_await parts_.hasher.verify(candidate.hash, normal_password(password).value_or(""));
  if (!fits) co_return std::unexpected(fits.error());
  if (!*fits) {
    // Not awaited: it would tell that the address is known.
    if (candidate.user) {
      parts_.tasks.spawn(co_await asio::this_coro::executor, "note_failed_sign_in",
                         note_failure(*candidate.user, guesser.device));
    }
    co_return wrong_password();
  }
  auto signed_in =
      co_await parts_.sign_in.db().write([&](storage::Transaction& tx) -> Result<SignedIn> {
        // It may have been changed meanwhile.
        store::lock_user(tx, *candidate.user);
        const auto stored = store::find_password(tx, *candidate.user);
        if (!stored || stored->hash != candidate.hash) return wrong_password();
        return parts_.sign_in.complete(
            tx, {.kind = MethodKind::password, .subject = candidate.user->str()}, guesser.device);
      });
  if (signed_in) co_await parts_.guesses.forgive(key);
  co_return signed_in;
}

asio::awaitable<void> Passwords::note_failure(UserId user, Device device) {
  co_await parts_.sign_in.db().write([&](storage::Transaction& tx) {
    log_security(tx, parts_.sign_in.ids(), user, "sign_in_failed", device,
                 parts_.sign_in.clock().now(), "password");
  });
}

void Passwords::forgot(asio::any_io_executor executor, std::string address, std::string language) {
  parts_.tasks.spawn(std::move(executor), "mail_password_reset",
                     mail_reset(std::move(address), std::move(language)));
}

asio::awaitable<void> Passwords::mail_reset(std::string address, std::string language) {
  const auto token = new_secret();
  const auto now = parts_.sign_in.clock().now();
  co_await parts_.sign_in.db().write([&](storage::Transaction& tx) {
    const auto user = store::find_user_by_email(tx, address);
    if (!user || user->suspended_at) return;
    tx.execute(
        sql::passwords::put_reset,
        {{"user_id", user->id}, {"token_hash", hash_of(token)}, {"expires_at", now + kResetLife}});
    parts_.mailer.queue(
        tx, {.to = address,
             .kind = MailKind::password_reset,
             .language = language,
             .values = {{"link", fmt::format("{}/auth/reset?token={}", parts_.public_url, token)}},
             .useful_for = kResetLife});
  });
}

asio::awaitable<Result<SignedIn>> Passwords::reset(std::string token, std::string password,
                                                   Device device) {
  const auto token_hash = hash_of(token);
  const auto user_id =
      co_await parts_.sign_in.db().read([&](storage::Transaction& tx) -> std::optional<UserId> {
        const auto row =
            tx.query_one(sql::passwords::find_reset,
                         {{"token_hash", token_hash}, {"now", parts_.sign_in.clock().now()}});
        return row ? std::optional(row->id<UserId>("user_id")) : std::nullopt;
      });
  if (!user_id) co_return expired();
  const auto chosen = co_await prepare(*user_id, std::move(password));
  if (!chosen) co_return std::unexpected(chosen.error());
  co_return co_await parts_.sign_in.db().write([&](storage::Transaction& tx) -> Result<SignedIn> {
    const auto user = store::lock_user(tx, *user_id);
    if (!user || tx.execute(sql::passwords::use_up_reset, {{"token_hash", token_hash}}) == 0)
      return expired();
    replace(tx, *user, *chosen, device, {});
    return parts_.sign_in.complete(tx, {.kind = MethodKind::password, .subject = user_id->str()},
                                   device);
  });
}

asio::awaitable<Result<void>> Passwords::change(Account account, std::string password,
                                                Device device) {
  const auto chosen = co_await prepare(account.user, std::move(password));
  if (!chosen) co_return std::unexpected(chosen.error());
  co_await parts_.sign_in.db().write([&](storage::Transaction& tx) {
    if (const auto user = store::lock_user(tx, account.user))
      replace(tx, *user, *chosen, device, account.session);
  });
  co_return Result<void>();
}

asio::awaitable<Result<store::StoredPassword>> Passwords::prepare(UserId user_id,
                                                                  std::string password) {
  const auto owner = co_await parts_.sign_in.db().read([&](storage::Transaction& tx) {
    const auto user = store::find_user(tx, user_id);
    return PasswordOwner{.email = user ? user->email : std::nullopt,
                         .username = user ? user->username : std::nullopt,
                         .has_second_factor = store::has_second_factor(tx, user_id)};
  });
  const auto checked = check_password(password, owner);
  if (!checked) co_return std::unexpected(checked.error());
  const bool is_short = length_in_code_points(*checked) < kMinPassword;
  const auto hash = co_await parts_.hasher.hash(*checked);
  if (!hash) co_return std::unexpected(hash.error());
  co_return store::StoredPassword{*hash, is_short};
}

void Passwords::replace(storage::Transaction& tx, const User& user,
                        const store::StoredPassword& password, const Device& device,
                        std::optional<SessionId> but) {
  auto& base = parts_.sign_in;
  const auto now = base.clock().now();
  store::put_password(tx, base.ids(), user.id, password, now);
  base.sessions().end_all(tx, user.id, "password_changed", but);
  log_security(tx, base.ids(), user.id, "password_changed", device, now);
  notify(tx, parts_.mailer, user, MailKind::password_changed);
}

}  // namespace pomopomo::accounts
