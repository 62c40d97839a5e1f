#pragma once
// The queue of deadlines: wakes once per next event of a room, whatever kind it is (rooms.due_at).
//
// Holds the rooms this process has written to; a sweep of the database each second takes what
// nobody holds (after a restart, or a missed timer). Firing is harmless when early or repeated:
// `settle` looks at the room again. Thread: `set` from any; the rest on the timer's loop.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/asio.hpp"
#include "core/background_tasks.hpp"
#include "core/clock.hpp"
#include "core/ids.hpp"

namespace pomopomo::rooms {

class Deadlines {
 public:
  using Settle = std::function<asio::awaitable<void>(RoomId)>;
  using Sweep = std::function<asio::awaitable<void>()>;
  static constexpr Millis kSweepEvery{1'000};

  Deadlines(asio::io_context& io, const Clock& clock, Settle settle, Sweep sweep);
  ~Deadlines();

  // The room's next event; nullopt when there is none any more.
  void set(RoomId room, std::optional<TimePoint> due);
  // Starts firing and sweeping.
  void start();
  // No further events; returns at once.
  void stop();

 private:
  struct State;
  static asio::awaitable<void> fire(std::shared_ptr<State> state);
  static asio::awaitable<void> sweep(std::shared_ptr<State> state);

  std::shared_ptr<State> state_;
  BackgroundTasks tasks_;
};

}  // namespace pomopomo::rooms
