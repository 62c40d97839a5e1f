#include "rooms/deadlines.hpp"

#include <prometheus/histogram.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "core/log.hpp"
#include "core/metrics.hpp"

namespace pomopomo::rooms {

namespace {

prometheus::Histogram& lateness() {
  static auto& histogram = prometheus::BuildHistogram()
                               .Name("pomopomo_room_deadline_lateness_seconds")
                               .Help("How late a room's next event was taken up.")
                               .Register(metrics::registry())
                               .Add({}, prometheus::Histogram::BucketBoundaries{
                                            0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5});
  return histogram;
}

}  // namespace

struct Deadlines::State {
  State(asio::io_context& context, const Clock& c, Settle settle_fn, Sweep sweep_fn)
      : io(context),
        clock(c),
        settle(std::move(settle_fn)),
        sweep(std::move(sweep_fn)),
        timer(context) {}

  // Wakes `fire` so that it looks at the earliest deadline again.
  void wake() {
    asio::post(io, [this] { timer.cancel(); });
  }

  std::optional<TimePoint> earliest() {
    const std::lock_guard lock(mutex);
    if (by_time.empty()) return std::nullopt;
    return by_time.begin()->first;
  }

  std::vector<std::pair<TimePoint, RoomId>> take_due(TimePoint now) {
    const std::lock_guard lock(mutex);
    std::vector<std::pair<TimePoint, RoomId>> due;
    while (!by_time.empty() && by_time.begin()->first <= now) {
      due.push_back(*by_time.begin());
      by_room.erase(by_time.begin()->second);
      by_time.erase(by_time.begin());
    }
    return due;
  }

  asio::io_context& io;
  const Clock& clock;
  const Settle settle;
  const Sweep sweep;
  asio::steady_timer timer;
  std::mutex mutex;
  std::set<std::pair<TimePoint, RoomId>> by_time;
  std::unordered_map<RoomId, TimePoint> by_room;
};

Deadlines::Deadlines(asio::io_context& io, const Clock& clock, Settle settle, Sweep sweep)
    : state_(std::make_shared<State>(io, clock, std::move(settle), std::move(sweep))) {}

Deadlines::~Deadlines() {
  stop();
}

void Deadlines::set(RoomId room, std::optional<TimePoint> due) {
  bool earlier = false;
  {
    const std::lock_guard lock(state_->mutex);
    if (const auto known = state_->by_room.find(room); known != state_->by_room.end()) {
      if (due == known->second) return;
      state_->by_time.erase({known->second, room});
      state_->by_room.erase(known);
    }
    if (due) {
      earlier = state_->by_time.empty() || *due < state_->by_time.begin()->first;
      state_->by_time.insert({*due, room});
      state_->by_room.emplace(room, *due);
    }
  }
  if (earlier) state_->wake();
}

void Deadlines::start() {
  tasks_.spawn(state_->io.get_executor(), "room_deadlines", fire(state_));
  tasks_.spawn(state_->io.get_executor(), "room_sweep", sweep(state_));
}

void Deadlines::stop() {
  tasks_.cancel();
}

asio::awaitable<void> Deadlines::fire(std::shared_ptr<State> state) {
  BackgroundTasks settling;
  for (;;) {
    const auto next = state->earliest();
    const auto wait = next ? *next - state->clock.now() : Millis(60'000);
    if (wait > Millis(0)) {
      boost::system::error_code woken;
      state->timer.expires_after(std::min<Millis>(wait, Millis(60'000)));
      co_await state->timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      if ((co_await asio::this_coro::cancellation_state).cancelled() !=
          asio::cancellation_type::none)
        co_return;
    }
    const auto now = state->clock.now();
    for (const auto& [due, room] : state->take_due(now)) {
      lateness().Observe(static_cast<double>((now - due).count()) / 1000.0);
      settling.spawn(state->io.get_executor(), "settle_room", state->settle(room));
    }
  }
}

asio::awaitable<void> Deadlines::sweep(std::shared_ptr<State> state) {
  asio::steady_timer pause(state->io);
  for (;;) {
    try {
      co_await state->sweep();
    } catch (const std::exception& failure) {
      // Storage is away for a moment: the next sweep finds what this one missed.
      log::warn("room_sweep_failed", {{"error", failure.what()}});
    }
    pause.expires_after(kSweepEvery);
    co_await pause.async_wait(asio::use_awaitable);
  }
}

}  // namespace pomopomo::rooms
