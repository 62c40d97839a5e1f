#include "accounts/sessions.hpp"

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"
#include "core/log.hpp"

namespace pomopomo::accounts {

namespace {

struct Life {
  Millis idle;
  Millis longest;
  Millis touch_every;
};

Life life_of(Role role) {
  if (role == Role::admin)
    return {Sessions::kAdminIdle, Sessions::kAdminLongest, Sessions::kAdminTouchEvery};
  return {Sessions::kIdle, Sessions::kLongest, Sessions::kTouchEvery};
}

}  // namespace

NewSession Sessions::start(storage::Transaction& tx, const User& user, const Device& device,
                           bool awaits_second_factor) {
  NewSession made{ids_.next<SessionId>(), new_secret()};
  tx.execute(sql::sessions::insert, {{"id", made.id},
                                     {"user_id", user.id},
                                     {"secret_hash", hash_of(made.secret)},
                                     {"now", clock_.now()},
                                     {"awaits_second_factor", awaits_second_factor},
                                     {"user_agent", device.user_agent},
                                     {"address", device.address}});
  const auto beyond = tx.query(sql::sessions::list_beyond, {{"user_id", user.id}, {"keep", kMost}});
  for (const auto& row : beyond) end_one(tx, user.id, row.id<SessionId>("id"), "too_many");
  return made;
}

asio::awaitable<std::optional<SessionHolder>> Sessions::find_by_secret(std::string secret) {
  if (secret.size() != kSecretLength) co_return std::nullopt;
  const auto row = co_await db_.read([hash = hash_of(secret)](storage::Transaction& tx) {
    return tx.query_one(sql::sessions::find_by_secret_hash, {{"secret_hash", hash}});
  });
  if (!row || !row->is_null("suspended_at")) co_return std::nullopt;
  const auto now = clock_.now();
  const auto role = static_cast<Role>(row->integer("role"));
  const auto life = life_of(role);
  const auto last_used = row->time("last_used_at");
  const auto id = row->id<SessionId>("id");
  const auto user = row->id<UserId>("user_id");
  if (now - last_used >= life.idle || now - row->time("created_at") >= life.longest) {
    // Deleted, not only refused: a clock that goes back must not bring it back (SE6).
    (void)co_await end(user, id, "expired");
    co_return std::nullopt;
  }
  if (now - last_used >= life.touch_every) {
    try {
      co_await db_.write([id, now](storage::Transaction& tx) {
        tx.execute(sql::sessions::touch, {{"id", id}, {"now", now}});
      });
    } catch (const storage::StorageError& failure) {
      // Reading goes on where nothing can be written.
      log::warn("session_not_touched", {{"error", failure.what()}});
    }
  }
  co_return SessionHolder{
      .caller = {person_of(user), row->text("display_name"),
                 Account{user, id, role, row->optional_text("username"),
                         row->optional_text("avatar"), row->time("authenticated_at")}},
      .awaits_second_factor = row->boolean("awaits_second_factor")};
}

asio::awaitable<bool> Sessions::exists(SessionId session) {
  co_return co_await db_.read([session](storage::Transaction& tx) {
    return tx.query_one(sql::sessions::exists, {{"id", session}}).has_value();
  });
}

asio::awaitable<std::vector<SessionView>> Sessions::list(UserId user, Role role) {
  const auto now = clock_.now();
  const auto life = life_of(role);
  co_return co_await db_.read([&](storage::Transaction& tx) {
    std::vector<SessionView> found;
    for (const auto& row :
         tx.query(sql::sessions::list_of_user, {{"user_id", user},
                                                {"idle_since", now - life.idle},
                                                {"made_since", now - life.longest}})) {
      found.push_back({row.id<SessionId>("id"),
                       row.time("created_at"),
                       row.time("last_used_at"),
                       {row.text("user_agent"), row.text("address")}});
    }
    return found;
  });
}

asio::awaitable<Result<void>> Sessions::end(UserId user, SessionId session,
                                            std::string_view reason) {
  co_return co_await db_.write([&, this](storage::Transaction& tx) -> Result<void> {
    if (!end_one(tx, user, session, reason))
      return fail(ErrorCode::not_found, "unknown_session", "You have no such session.");
    return {};
  });
}

asio::awaitable<void> Sessions::end_others(const Account& account, std::string_view reason) {
  co_await db_.write(
      [&, this](storage::Transaction& tx) { end_all(tx, account.user, reason, account.session); });
}

void Sessions::end_all(storage::Transaction& tx, UserId user, std::string_view reason,
                       std::optional<SessionId> but) {
  const auto rows =
      tx.query(sql::sessions::list_ids, {{"user_id", user}, {"except", but.value_or(SessionId{})}});
  for (const auto& row : rows) end_one(tx, user, row.id<SessionId>("id"), reason);
}

bool Sessions::end_one(storage::Transaction& tx, UserId user, SessionId session,
                       std::string_view reason) {
  if (tx.execute(sql::sessions::delete_one, {{"id", session}, {"user_id", user}}) == 0)
    return false;
  revocations_.record(tx, {user, session, std::string(reason)});
  return true;
}

void Sessions::refresh(storage::Transaction& tx, SessionId session) {
  tx.execute(sql::sessions::refresh, {{"id", session}, {"now", clock_.now()}});
}

std::optional<NewSession> Sessions::confirm(storage::Transaction& tx, SessionId session) {
  NewSession made{session, new_secret()};
  const auto changed =
      tx.execute(sql::sessions::confirm,
                 {{"id", session}, {"secret_hash", hash_of(made.secret)}, {"now", clock_.now()}});
  return changed == 1 ? std::optional(std::move(made)) : std::nullopt;
}

asio::awaitable<void> Sessions::clear_up() {
  const auto now = clock_.now();
  co_await db_.write([now](storage::Transaction& tx) {
    tx.execute(sql::sessions::delete_expired,
               {{"idle_since", now - kIdle}, {"made_since", now - kLongest}});
  });
}

}  // namespace pomopomo::accounts
