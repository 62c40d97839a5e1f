#pragma once
// pomopomo_mails_total{outcome}: what became of attempts to send a mail. Thread: any.

#include <prometheus/counter.h>

#include "accounts/mail/transport.hpp"

namespace pomopomo::accounts {

prometheus::Counter& mails(Sending outcome);

}  // namespace pomopomo::accounts
