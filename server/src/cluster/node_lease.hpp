#pragma once
// A process's lease of a node number and the heartbeat that says it lives.
//
// When a process dies, its open attendance counts as closed at its last beat (F11), so a beat is
// never written ahead of time. With an embedded database one process owns everything: it seizes
// number 0. With a shared one
//  - a process takes a free number and beats every `kBeatEvery`, which also samples the
//  DatabaseClock;
//  - who was silent for `kLength` is fenced (its beats no longer match) and cleared up by any
//  process whose own beats were
//    unbroken for as long: after an outage of the database nobody is declared dead by those who
//    were cut off themselves;
//  - a number is free again once that is done and it was silent for twice `kLength`;
//  - a process that finds its lease lost drops what it held (`Handlers::lost`) and takes another
//  number.
// Requires: a database of its own connection in the shared case, so that a beat never waits behind
// other work.

#include <functional>

#include "cluster/database_clock.hpp"
#include "core/asio.hpp"
#include "core/background_tasks.hpp"
#include "core/ids.hpp"
#include "core/node.hpp"
#include "storage/database.hpp"

namespace pomopomo::cluster {

class NodeLease {
 public:
  static constexpr Millis kBeatEvery{2'000};
  static constexpr Millis kLength{10'000};

  struct Handlers {
    // Settles what a dead process left behind. Called again later when it throws.
    std::function<asio::awaitable<void>(NodeEpoch dead, TimePoint last_beat)> clear_up;
    // The lease is lost: nothing this process holds is valid any more.
    std::function<void()> lost;
  };

  // `clock` must be `shared` where that is given. Sets `node` and the number of `ids`.
  NodeLease(storage::Database& db, const Clock& clock, DatabaseClock* shared, CurrentNode& node,
            IdGenerator& ids)
      : db_(db), clock_(clock), shared_(shared), node_(node), ids_(ids) {}

  // Takes a number. Returns: when an embedded database's last process was known to live; else now.
  // Throws: StorageError, also when all numbers are held.
  asio::awaitable<TimePoint> take();
  // Beats until `tasks` is cancelled.
  void keep(BackgroundTasks& tasks, const asio::any_io_executor& executor, Handlers handlers);
  // Gives the number back after a last beat: the end of a graceful stop.
  asio::awaitable<void> release();

 private:
  struct Beat {
    TimePoint at;
    TimePoint unbroken_since;
  };

  asio::awaitable<TimePoint> seize();
  asio::awaitable<TimePoint> lease();
  // False when the lease is lost.
  asio::awaitable<bool> beat();
  asio::awaitable<void> beat_forever(Handlers handlers);
  asio::awaitable<void> clear_up_forever(Handlers handlers);
  // The database's time inside a transaction; samples the clock.
  TimePoint ask_time(storage::Transaction& tx);
  TimePoint time_of(storage::Transaction& tx);

  storage::Database& db_;
  const Clock& clock_;
  DatabaseClock* const shared_;
  CurrentNode& node_;
  IdGenerator& ids_;
  std::optional<Beat> last_beat_;
};

}  // namespace pomopomo::cluster
