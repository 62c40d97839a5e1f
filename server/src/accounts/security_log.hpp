#pragma once
// What happened to an account, for its owner to see (LG1): when, from which network, and what.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/device.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

using SecurityEntryId = Id<struct SecurityEntryTag>;

struct SecurityEntry {
  SecurityEntryId id;
  std::string kind;
  TimePoint at;
  std::string address;  // the network it came from
  std::optional<std::string> detail;
};

// Adds an entry. `kind`: stable snake_case, e.g. "signed_in"; `detail`: never a secret, never more
// of an address than its owner knows.
void log_security(storage::Transaction& tx, IdGenerator& ids, UserId user, std::string_view kind,
                  const Device& device, TimePoint now, std::optional<std::string> detail = {});

namespace store {
// A page, newest first.
std::vector<SecurityEntry> list_security_log(storage::Transaction& tx, UserId user,
                                             SecurityEntryId before, std::int64_t limit);
}  // namespace store

}  // namespace pomopomo::accounts
