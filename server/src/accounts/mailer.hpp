#pragma once
// Mail to people: written into the outbox in the transaction that gives cause for it, so it goes
// out if and only if that is committed, also after a crash. mail/delivery.hpp sends it.
//
//   mailer.queue(tx, {.to = address, .kind = MailKind::sign_in, .language = "pt",
//                     .values = {{"code", code}, {"link", link}}});
//
// Another kind of mail is a line here and its texts in mail/mail_texts.cpp.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

using MailId = Id<struct MailTag>;

enum class MailKind {  // stored: never renumber
  sign_in = 0,         // values: code, link
  password_reset = 1,  // values: link
  reauthenticate = 2,  // values: code
  // What was changed about how somebody signs in; no values.
  password_changed = 3,
  second_factor_on = 4,
  second_factor_off = 5,
  backup_codes_renewed = 6,
  method_removed = 7,
};

struct Mail {
  std::string to;  // normalised, mail/address.hpp
  MailKind kind;
  std::string language = {};                       // "pt…", all else is English
  std::map<std::string, std::string> values = {};  // what the texts name
  Millis useful_for = std::chrono::hours(24);      // not sent any more after that
};

class Delivery;

class Mailer {
 public:
  // `delivery`: nullptr when this server sends no mail at all.
  Mailer(const Clock& clock, IdGenerator& ids, Delivery* delivery)
      : clock_(clock), ids_(ids), delivery_(delivery) {}

  // Whether mail reaches anybody. If not, `queue` does nothing.
  bool enabled() const { return delivery_ != nullptr; }
  // Sends the mail once the transaction is committed.
  void queue(storage::Transaction& tx, const Mail& mail);

 private:
  const Clock& clock_;
  IdGenerator& ids_;
  Delivery* delivery_;
};

}  // namespace pomopomo::accounts
