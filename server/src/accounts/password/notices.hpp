#pragma once
// Mails that tell people what was changed about how they sign in (AU14).

#include "accounts/mailer.hpp"
#include "accounts/users.hpp"

namespace pomopomo::accounts {

// To the person's address, if there is one. `kind`: one without link and code.
inline void notify(storage::Transaction& tx, Mailer& mailer, const User& user, MailKind kind) {
  if (!user.email) return;
  mailer.queue(tx, {.to = *user.email, .kind = kind, .language = user.language.value_or("en")});
}

}  // namespace pomopomo::accounts
