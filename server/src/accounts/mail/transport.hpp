#pragma once
// What carries a letter away.

#include <string>

#include "accounts/mail/letter.hpp"
#include "core/asio.hpp"

namespace pomopomo::accounts {

enum class Sending {
  sent,     // somebody else is responsible for it now
  failed,   // may work later
  refused,  // never will
};

struct SendingResult {
  Sending outcome;
  std::string why = {};  // for the log; names nobody
};

class Transport {
 public:
  virtual ~Transport() = default;
  // Ends within kMaxTime. May be called again while it sends.
  virtual asio::awaitable<SendingResult> send(Letter letter) = 0;

  static constexpr Seconds kMaxTime{20};
};

// Puts mails on the log instead of sending them: for a server that only its operator uses.
class LogTransport final : public Transport {
 public:
  asio::awaitable<SendingResult> send(Letter letter) override;
};

}  // namespace pomopomo::accounts
