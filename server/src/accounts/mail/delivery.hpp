#pragma once
// Sends what lies in the outbox, one sender for each mail, also with several processes.
//
// A sender claims a row for kLease; its row is deleted once the mail is somebody else's business.
// A process that dies leaves its row to the others, or to itself when it starts again: then a mail
// may go out twice, with the same Message-ID, but none is lost.
//
//   sent                      deleted
//   refused (5xx)             deleted, logged: asking again would not help
//   4xx, no connection, slow  again after `retry_after`, then once more after twelve times that
//   kMostAttempts, too old    deleted, logged

#include <memory>
#include <optional>
#include <string>

#include <boost/asio/steady_timer.hpp>

#include "accounts/mail/transport.hpp"
#include "core/background_tasks.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

class Delivery {
 public:
  static constexpr std::int64_t kMostAttempts = 3;
  static constexpr std::size_t kMostAtOnce = 4;
  static constexpr Millis kLease = 2 * Transport::kMaxTime;
  static constexpr Millis kLookEvery{5'000};  // for what other processes left

  struct Parts {
    storage::Database& db;
    const Clock& clock;
    std::unique_ptr<Transport> transport;
    std::string host;  // where people know this server
    bool shared;       // with other processes, which may be sending
    Millis retry_after;
  };
  // Runs on `io`, which has one thread.
  Delivery(Parts parts, asio::io_context& io) : parts_(std::move(parts)), io_(io), timer_(io) {}

  void start();
  // What is on its way is left in the outbox.
  void stop() { tasks_.cancel(); }
  // There is something to send. Thread: any.
  void wake();

 private:
  struct Claimed {
    MailId id;
    Mail mail;
    TimePoint written_at;
    TimePoint expires_at;
    std::int64_t attempt = 1;  // the first is 1
  };

  asio::awaitable<void> deliver_forever();
  asio::awaitable<Millis> send_what_is_due();
  asio::awaitable<std::optional<TimePoint>> next_due();
  asio::awaitable<std::optional<Claimed>> claim();
  asio::awaitable<void> send(Claimed claimed);
  asio::awaitable<void> settle(const Claimed& claimed, SendingResult result);
  void look_again();

  Parts parts_;
  asio::io_context& io_;
  asio::steady_timer timer_;
  bool woken_ = false;
  std::size_t sending_ = 0;
  BackgroundTasks tasks_;
};

}  // namespace pomopomo::accounts
