#pragma once
// Ended sessions become known where their connections are, within a second, in every process
// (SE4).
//
// The row of the session is gone in the transaction that ends it, so no request is answered by it
// any more. What is open is closed by the handler: here after COMMIT, in other processes once they
// read the list of the last seconds, each second. Hearing of one twice is harmless: a session
// never comes back.

#include <functional>
#include <string>
#include <string_view>

#include <boost/asio/steady_timer.hpp>

#include "core/background_tasks.hpp"
#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

struct Revocation {
  UserId user;
  SessionId session;
  std::string reason;  // as clients are told: signed_out, revoked, role_changed, suspended, …
};

class Revocations {
 public:
  static constexpr Millis kPollEvery{1'000};
  // Rows of transactions that began earlier become visible later.
  static constexpr Millis kLookBack{10'000};

  // `shared`: other processes end sessions, too.
  Revocations(storage::Database& db, const Clock& clock, IdGenerator& ids, bool shared,
              asio::io_context& io)
      : db_(db), clock_(clock), ids_(ids), shared_(shared), io_(io) {}

  // Closes the connections of a session. Set before anything is revoked; must be quick. Thread of
  // the handler: any.
  void on_revoked(std::function<void(const Revocation&)> handler) { handler_ = std::move(handler); }

  // Requires: inside the transaction that deletes the session's row.
  void record(storage::Transaction& tx, Revocation revocation);

  void start();
  void stop() { tasks_.cancel(); }
  // Deletes what every process has read long since.
  asio::awaitable<void> clear_up();

 private:
  asio::awaitable<void> poll_forever();
  asio::awaitable<void> poll();

  storage::Database& db_;
  const Clock& clock_;
  IdGenerator& ids_;
  const bool shared_;
  asio::io_context& io_;
  std::function<void(const Revocation&)> handler_;
  BackgroundTasks tasks_;
};

}  // namespace pomopomo::accounts
