#include "app/mail.hpp"

#include "accounts/mail/smtp.hpp"

namespace pomopomo::app {

std::unique_ptr<accounts::Transport> make_mail_transport(const Config& config,
                                                         const http::OwnOrigin& own) {
  if (config.smtp) {
    return std::make_unique<accounts::SmtpTransport>(accounts::SmtpTransport::Options{
        .server = *config.smtp, .sender = config.mail_from, .ca_file = config.smtp_ca.string()});
  }
  if (own.is_loopback()) return std::make_unique<accounts::LogTransport>();
  log::warn("mail_off", {{"hint", "set --smtp-url: without it nobody can sign in by e-mail"}});
  return nullptr;
}

}  // namespace pomopomo::app
