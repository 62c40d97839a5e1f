#include "accounts/password/password_store.hpp"

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts::store {

namespace {

constexpr std::int64_t kMostDevices = 50;

}  // namespace

std::optional<StoredPassword> find_password(storage::Transaction& tx, UserId user) {
  const auto row = tx.query_one(sql::passwords::find, {{"user_id", user}});
  if (!row) return std::nullopt;
  return StoredPassword{row->text("hash"), row->boolean("is_short")};
}

void put_password(storage::Transaction& tx, IdGenerator& ids, UserId user,
                  const StoredPassword& password, TimePoint now) {
  const bool is_first = !find_password(tx, user);
  tx.execute(
      sql::passwords::put,
      {{"user_id", user}, {"hash", password.hash}, {"is_short", password.is_short}, {"now", now}});
  if (!is_first) return;
  insert_method(tx, {.id = ids.next<MethodId>(),
                     .user = user,
                     .kind = MethodKind::password,
                     .subject = user.str(),
                     .created_at = now});
}

bool has_second_factor(storage::Transaction& tx, UserId user) {
  return tx.query_one(sql::second_factors::is_on, {{"user_id", user}}).has_value();
}

std::optional<StoredSecondFactor> find_second_factor(storage::Transaction& tx, UserId user) {
  const auto row = tx.query_one(sql::second_factors::find, {{"user_id", user}});
  if (!row) return std::nullopt;
  return StoredSecondFactor{row->blob("secret"), !row->is_null("confirmed_at"),
                            row->integer("last_step")};
}

std::string remember_device(storage::Transaction& tx, IdGenerator& ids, UserId user) {
  auto secret = new_secret();
  tx.execute(sql::known_devices::insert, {{"id", ids.next<Id<struct KnownDeviceTag>>()},
                                          {"user_id", user},
                                          {"secret_hash", hash_of(secret)}});
  tx.execute(sql::known_devices::remove_beyond, {{"user_id", user}, {"keep", kMostDevices}});
  return secret;
}

bool knows_device(storage::Transaction& tx, UserId user, std::string_view secret) {
  if (secret.size() != kSecretLength) return false;
  return tx
      .query_one(sql::known_devices::is_known,
                 {{"secret_hash", hash_of(secret)}, {"user_id", user}})
      .has_value();
}

}  // namespace pomopomo::accounts::store
