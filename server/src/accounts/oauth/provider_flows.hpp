#pragma once
// Who has left for a provider and is expected back (OA1, OA2). Of `state` and of the secret that
// the browser holds only hashes are stored; whoever comes back is expected no more.

#include <optional>
#include <string>

#include "accounts/oauth/provider.hpp"
#include "accounts/users.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

struct ProviderFlow {
  MethodKind provider;
  Attempt attempt;
  std::string browser;  // the secret of the browser's cookie
  std::string next;     // own_path
  std::optional<UserId> link_to = {};
  TimePoint expires_at;
};

namespace store {

// Forgets the expired ones, too.
void insert_flow(storage::Transaction& tx, const ProviderFlow& flow, TimePoint now);
// Returns: the living flow of that state, provider and browser, once.
std::optional<ProviderFlow> take_flow(storage::Transaction& tx, MethodKind provider,
                                      const std::string& state, const std::string& browser,
                                      TimePoint now);

}  // namespace store

}  // namespace pomopomo::accounts
