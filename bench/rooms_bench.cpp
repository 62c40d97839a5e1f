// What the pure part of a room costs: a command, a deadline, an edit, and the JSON that everybody
// gets.

#include <benchmark/benchmark.h>

#include <boost/json/serialize.hpp>

#include "rooms/queue.hpp"
#include "rooms/rooms_wire.hpp"
#include "rooms/timer.hpp"

namespace pomopomo::rooms {
namespace {

constexpr TimePoint kStart = from_epoch_ms(1'800'000'000'000);

TimerState running() {
  TimerState state;
  std::int64_t next = 0;
  state.queue = *queue_from_template("classic", [&] { return SegmentId{++next}; });
  return apply(state, Play{}, kStart)->state;
}

void pause_and_resume(benchmark::State& loop) {
  auto state = running();
  auto now = kStart;
  for (auto _ : loop) {
    now += Millis(1);
    state = apply(std::move(state), Pause{}, now)->state;
    state = apply(std::move(state), Play{}, now)->state;
    benchmark::DoNotOptimize(state.ends_at);
  }
}
BENCHMARK(pause_and_resume);

void advance_over_a_whole_queue(benchmark::State& loop) {
  const auto state = running();
  for (auto _ : loop) benchmark::DoNotOptimize(advance(state, kStart + std::chrono::hours(3)));
}
BENCHMARK(advance_over_a_whole_queue);

void move_a_segment(benchmark::State& loop) {
  const auto queue = running().queue;
  const QueueEdit edit = MoveSegment{queue.front().id, 6};
  for (auto _ : loop) benchmark::DoNotOptimize(edit_queue(queue, edit, {}));
}
BENCHMARK(move_a_segment);

void write_the_timer(benchmark::State& loop) {
  const TimerView view{running()};
  for (auto _ : loop) benchmark::DoNotOptimize(json::serialize(to_json(view, kStart)));
}
BENCHMARK(write_the_timer);

void write_a_snapshot_of_ten(benchmark::State& loop) {
  Snapshot snapshot{{Room{}, {}}, {running()}, {1, running().queue}, {}, {}};
  for (int i = 1; i <= 10; ++i) {
    snapshot.members.push_back({Member{.id = MemberId{i},
                                       .guest = GuestId{i},
                                       .display_name = "Somebody",
                                       .joined_at = kStart,
                                       .state = MemberState::here,
                                       .left_at = {},
                                       .kicked_until = {}},
                                i == 1});
  }
  for (auto _ : loop) benchmark::DoNotOptimize(json::serialize(to_json(snapshot, kStart)));
}
BENCHMARK(write_a_snapshot_of_ten);

}  // namespace
}  // namespace pomopomo::rooms
