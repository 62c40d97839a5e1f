#include "accounts/mail/mail_texts.hpp"

#include <array>

namespace pomopomo::accounts {

namespace {

struct MailRow {
  std::string_view name;
  MailText english;
  MailText portuguese;
};

// A mail that only tells what was changed.
constexpr MailRow notice(std::string_view name, std::string_view heading, std::string_view text,
                         std::string_view titulo, std::string_view texto) {
  return {name,
          {.subject = heading,
           .heading = heading,
           .text = text,
           .button = "",
           .code_hint = "",
           .small = "If it was not you, choose another password by “Forgot it?” on the "
                    "sign-in page, and look at your devices in your settings."},
          {.subject = titulo,
           .heading = titulo,
           .text = texto,
           .button = "",
           .code_hint = "",
           .small = "Se não foste tu, escolhe outra palavra-passe em «Esqueceste-te dela?» na "
                    "página de entrada e vê os teus dispositivos nas definições."}};
}

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
    MailRow{
        "password_reset",
        {.subject = "Choose another password",
         .heading = "Choose another password",
         .text = "Somebody asked for another password for your Pomopomo account.",
         .button = "Choose a password",
         .code_hint = "",
         .small = "The link works once, for half an hour. If it was not you, ignore this mail: "
                  "your password stays as it is."},
        {.subject = "Escolhe outra palavra-passe",
         .heading = "Escolhe outra palavra-passe",
         .text = "Alguém pediu outra palavra-passe para a tua conta do Pomopomo.",
         .button = "Escolher",
         .code_hint = "",
         .small = "O link serve uma só vez, durante meia hora. Se não foste tu, ignora este "
                  "e-mail: a tua palavra-passe fica como está."},
    },
    MailRow{
        "reauthenticate",
        {.subject = "{{code}} is your Pomopomo code",
         .heading = "Is it you?",
         .text = "You are about to change how you sign in.",
         .button = "",
         .code_hint = "Type this code where you were asked for it:",
         .small = "It works once, for ten minutes. If you are not changing anything, sign out "
                  "your other devices in your settings."},
        {.subject = "{{code}} é o teu código do Pomopomo",
         .heading = "És tu?",
         .text = "Estás prestes a mudar a forma como entras.",
         .button = "",
         .code_hint = "Escreve este código onde to pediram:",
         .small = "Serve uma só vez, durante dez minutos. Se não estás a mudar nada, termina a "
                  "sessão dos teus outros dispositivos nas definições."},
    },
    notice("password_changed", "Your password was changed",
           "Your Pomopomo account has another password. Other devices were signed out.",
           "A tua palavra-passe mudou",
           "A tua conta do Pomopomo tem outra palavra-passe. Os outros dispositivos saíram."),
    notice("second_factor_on", "Your second factor is on",
           "From now on your Pomopomo account also asks for a code of your authenticator.",
           "O teu segundo fator está ligado",
           "A partir de agora a tua conta do Pomopomo também pede um código do autenticador."),
    notice("second_factor_off", "Your second factor is off",
           "Your Pomopomo account does not ask for a code of your authenticator any more.",
           "O teu segundo fator está desligado",
           "A tua conta do Pomopomo já não pede um código do autenticador."),
    notice("backup_codes_renewed", "You have other backup codes",
           "The older backup codes of your Pomopomo account do not work any more.",
           "Tens outros códigos de reserva",
           "Os códigos de reserva antigos da tua conta do Pomopomo já não servem."),
    notice("method_removed", "A way to sign in was removed",
           "One of the ways to sign in to your Pomopomo account is gone.",
           "Uma forma de entrar foi removida",
           "Uma das formas de entrar na tua conta do Pomopomo desapareceu."),
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
