#pragma once
// A mail as it is read: what a template and its values come to.

#include <optional>
#include <string>
#include <string_view>

#include "accounts/mailer.hpp"

namespace pomopomo::accounts {

struct Letter {
  std::string to;
  std::string subject;  // one line
  std::string text;
  std::string html;  // a whole document; nothing in it is loaded from anywhere
  std::string
      message_id;  // left of the @; the same at each attempt, so that mail programs show it once
  TimePoint written_at;
};

// `host`: where people know this server, for the foot of the mail.
Letter write_letter(const Mail& mail, std::string_view host);

}  // namespace pomopomo::accounts
