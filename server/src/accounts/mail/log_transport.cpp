#include "accounts/mail/transport.hpp"
#include "core/log.hpp"

namespace pomopomo::accounts {

asio::awaitable<SendingResult> LogTransport::send(Letter letter) {
  // The one place where the log holds what lets somebody in: there is no other way to get it.
  log::warn("mail_not_configured", {{"to", letter.to},
                                    {"subject", letter.subject},
                                    {"text", letter.text},
                                    {"hint", "set --smtp-url to send mail"}});
  co_return SendingResult{Sending::sent};
}

}  // namespace pomopomo::accounts
