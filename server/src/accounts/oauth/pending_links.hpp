#pragma once
// A provider that waits to be linked (OA9): it vouched for an address that belongs to an account
// without it. Whoever holds the secret in a cookie and proves to be the owner of that account by a
// method it has, links it.

#include <optional>
#include <string>

#include "accounts/users.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

struct PendingLink {
  UserId user;  // whose address it is
  MethodKind provider;
  std::string subject;
  std::string email;
  std::string next;  // own_path
};

namespace store {

// Forgets the expired ones, too.
void insert_pending_link(storage::Transaction& tx, const std::string& secret,
                         const PendingLink& link, TimePoint now, TimePoint expires_at);
std::optional<PendingLink> find_pending_link(storage::Transaction& tx, const std::string& secret,
                                             TimePoint now);
void delete_pending_link(storage::Transaction& tx, const std::string& secret);

}  // namespace store

}  // namespace pomopomo::accounts
