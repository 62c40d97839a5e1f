#pragma once
// What mails say, in each language. Mustache: `{{name}}` stands for a value of the mail.

#include <string_view>

#include "accounts/mailer.hpp"

namespace pomopomo::accounts {

struct MailText {
  std::string_view subject;
  std::string_view heading;
  std::string_view text;       // what it is about, a paragraph
  std::string_view button;     // on the link, if the mail has one
  std::string_view code_hint;  // above the code, if the mail has one
  std::string_view small;      // at the end
};

// "pt", "pt-PT", … are Portuguese; all else, and nothing, is English.
bool is_portuguese(std::string_view language);

// As metrics and logs call it.
std::string_view to_string(MailKind kind);
const MailText& text_of(MailKind kind, std::string_view language);

}  // namespace pomopomo::accounts
