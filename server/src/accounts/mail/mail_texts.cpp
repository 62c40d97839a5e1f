#include "accounts/mail/mail_texts.hpp"

#include <array>

namespace pomopomo::accounts {

namespace {

struct MailRow {
  std::string_view name;
  MailText english;
  MailText portuguese;
};

// In the order of `MailKind`.
constexpr std::array kMails{
    MailRow{
        "sign_in",
        {.subject = "{{code}} is your Pomopomo code",
         .heading = "Come on in",
         .text = "Press the button in the browser in which you asked for this mail.",
         .button = "Sign in",
         .code_hint = "Or type this code there:",
         .small = "Both work once, for ten minutes. If you did not ask for this mail, ignore it: "
                  "without it nobody gets in."},
        {.subject = "{{code}} é o teu código do Pomopomo",
         .heading = "Podes entrar",
         .text = "Carrega no botão, no mesmo navegador em que pediste este e-mail.",
         .button = "Entrar",
         .code_hint = "Ou escreve lá este código:",
         .small = "Ambos servem uma só vez, durante dez minutos. Se não pediste este e-mail, "
                  "ignora-o: sem ele ninguém entra."},
    },
};

const MailRow& row_of(MailKind kind) {
  return kMails.at(static_cast<std::size_t>(kind));
}

}  // namespace

bool is_portuguese(std::string_view language) {
  return language == "pt" || language.starts_with("pt-");
}

std::string_view to_string(MailKind kind) {
  return row_of(kind).name;
}

const MailText& text_of(MailKind kind, std::string_view language) {
  return is_portuguese(language) ? row_of(kind).portuguese : row_of(kind).english;
}

}  // namespace pomopomo::accounts
