#include "accounts/mail/letter.hpp"

#include <kainjow/mustache.hpp>

#include "accounts/mail/layout.hpp"
#include "accounts/mail/mail_texts.hpp"

namespace pomopomo::accounts {

namespace {

namespace mustache = kainjow::mustache;

std::string render(std::string_view text, const mustache::data& data, bool is_html) {
  mustache::mustache view{std::string(text)};
  // The library's own escaping is HTML's; plain text is told as it is.
  if (!is_html) view.set_custom_escape([](const std::string& value) { return value; });
  return view.render(data);
}

}  // namespace

Letter write_letter(const Mail& mail, std::string_view host) {
  const auto& text = text_of(mail.kind, mail.language);
  mustache::data values;
  for (const auto& [name, value] : mail.values) values.set(name, value);
  const auto fill = [&](std::string_view part) { return render(part, values, false); };

  Letter letter;
  letter.to = mail.to;
  letter.subject = fill(text.subject);
  mustache::data page = values;  // code and link
  page.set("language", is_portuguese(mail.language) ? "pt" : "en");
  page.set("subject", letter.subject);
  page.set("heading", fill(text.heading));
  page.set("text", fill(text.text));
  page.set("button", fill(text.button));
  page.set("codeHint", fill(text.code_hint));
  page.set("small", fill(text.small));
  page.set("host", std::string(host));
  letter.text = render(kTextLayout, page, false);
  letter.html = render(kHtmlLayout, page, true);
  return letter;
}

}  // namespace pomopomo::accounts
