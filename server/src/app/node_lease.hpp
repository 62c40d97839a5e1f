#pragma once
// A process's lease of a node number and the heartbeat that says it lives. When it dies, its open
// attendance counts as closed at the last beat (F11), so a beat is never written ahead of time.

#include <optional>

#include "core/asio.hpp"
#include "core/background_tasks.hpp"
#include "core/clock.hpp"
#include "rooms/room_types.hpp"
#include "storage/database.hpp"

namespace pomopomo::app {

class NodeLease {
 public:
  static constexpr Millis kBeatEvery{2'000};

  NodeLease(storage::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  // Takes the number. Returns: when its last holder was known to live; now if there was none.
  asio::awaitable<TimePoint> take(std::int64_t number);
  rooms::NodeEpoch node() const { return node_; }
  // Beats until `tasks` is cancelled.
  void keep(BackgroundTasks& tasks, asio::any_io_executor executor);
  // One beat now: the last sign of life of a graceful stop.
  asio::awaitable<void> beat();

 private:
  asio::awaitable<void> beat_forever();

  storage::Database& db_;
  const Clock& clock_;
  rooms::NodeEpoch node_;
};

}  // namespace pomopomo::app
