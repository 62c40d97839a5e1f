#include "accounts/mail/mail_metrics.hpp"

#include "core/metrics.hpp"

namespace pomopomo::accounts {

prometheus::Counter& mails(Sending outcome) {
  static auto& family = prometheus::BuildCounter()
                            .Name("pomopomo_mails_total")
                            .Help("Attempts to send a mail, by what became of them.")
                            .Register(metrics::registry());
  static auto& sent = family.Add({{"outcome", "sent"}});
  static auto& delayed = family.Add({{"outcome", "delayed"}});
  static auto& lost = family.Add({{"outcome", "lost"}});
  return outcome == Sending::sent ? sent : outcome == Sending::failed ? delayed : lost;
}

}  // namespace pomopomo::accounts
