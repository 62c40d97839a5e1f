#include "accounts/oauth/pending_links.hpp"

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts::store {

void insert_pending_link(storage::Transaction& tx, const std::string& secret,
                         const PendingLink& link, TimePoint now, TimePoint expires_at) {
  tx.execute(sql::pending_links::delete_expired, {{"now", now}});
  tx.execute(sql::pending_links::insert, {{"secret_hash", hash_of(secret)},
                                          {"user_id", link.user},
                                          {"provider", link.provider},
                                          {"subject", link.subject},
                                          {"email", link.email},
                                          {"next", link.next},
                                          {"expires_at", expires_at}});
}

std::optional<PendingLink> find_pending_link(storage::Transaction& tx, const std::string& secret,
                                             TimePoint now) {
  const auto row =
      tx.query_one(sql::pending_links::find, {{"secret_hash", hash_of(secret)}, {"now", now}});
  if (!row) return std::nullopt;
  return PendingLink{.user = row->id<UserId>("user_id"),
                     .provider = static_cast<MethodKind>(row->integer("provider")),
                     .subject = row->text("subject"),
                     .email = row->text("email"),
                     .next = row->text("next")};
}

void delete_pending_link(storage::Transaction& tx, const std::string& secret) {
  tx.execute(sql::pending_links::delete_one, {{"secret_hash", hash_of(secret)}});
}

}  // namespace pomopomo::accounts::store
