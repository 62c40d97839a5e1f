#include "accounts/security_log.hpp"

#include "accounts/sql.hpp"

namespace pomopomo::accounts {

void log_security(storage::Transaction& tx, IdGenerator& ids, UserId user, std::string_view kind,
                  const Device& device, TimePoint now, std::optional<std::string> detail) {
  tx.execute(sql::security_log::insert, {{"id", ids.next<SecurityEntryId>()},
                                         {"user_id", user},
                                         {"kind", kind},
                                         {"at", now},
                                         {"address", device.address},
                                         {"detail", detail}});
}

std::vector<SecurityEntry> store::list_security_log(storage::Transaction& tx, UserId user,
                                                    SecurityEntryId before, std::int64_t limit) {
  std::vector<SecurityEntry> entries;
  for (const auto& row :
       tx.query(sql::security_log::list, {{"user_id", user}, {"before", before}, {"limit", limit}}))
    entries.push_back({row.id<SecurityEntryId>("id"), row.text("kind"), row.time("at"),
                       row.text("address"), row.optional_text("detail")});
  return entries;
}

}  // namespace pomopomo::accounts
