#include "accounts/mailer.hpp"

#include "accounts/mail/delivery.hpp"
#include "accounts/sql.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {

void Mailer::queue(storage::Transaction& tx, const Mail& mail) {
  if (!enabled()) return;
  json::object values;
  for (const auto& [name, value] : mail.values) values[name] = value;
  const auto now = clock_.now();
  tx.execute(sql::outbox::insert, {{"id", ids_.next<MailId>()},
                                   {"recipient", mail.to},
                                   {"kind", mail.kind},
                                   {"language", mail.language},
                                   {"data", json::serialize(values)},
                                   {"now", now},
                                   {"expires_at", now + mail.useful_for}});
  tx.after_commit([delivery = delivery_] { delivery->wake(); });
}

}  // namespace pomopomo::accounts
