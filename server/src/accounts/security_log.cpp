#include "accounts/security_log.hpp"

#include "accounts/sql.hpp"

namespace pomopomo::accounts {

void log_security(storage::Transaction& tx, IdGenerator& ids, UserId user, std::string_view kind,
                  const Device& device, TimePoint now, std::optional<std::string> detail) {
  tx.execute(sql::security_log::insert, {{"id", ids.next<Id<struct SecurityEntryTag>>()},
                                         {"user_id", user},
                                         {"kind", kind},
                                         {"at", now},
                                         {"address", device.address},
                                         {"detail", detail}});
}

}  // namespace pomopomo::accounts
