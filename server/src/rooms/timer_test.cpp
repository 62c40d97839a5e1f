#include "rooms/timer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace pomopomo::rooms {
namespace {

using std::chrono::minutes;

constexpr TimePoint kStart = from_epoch_ms(1'800'000'000'000);

TimePoint at(Millis since_start) {
  return kStart + since_start;
}

Segment segment(std::int64_t id, SegmentKind kind, Seconds duration) {
  return {SegmentId{id}, kind, "s" + std::to_string(id), duration, kind == SegmentKind::focus};
}

TimerState classic() {
  TimerState state;
  state.queue = {segment(1, SegmentKind::focus, minutes(25)),
                 segment(2, SegmentKind::break_, minutes(5)),
                 segment(3, SegmentKind::focus, minutes(25))};
  return state;
}

// Applies commands that must succeed.
TimerState after(TimerState state, const Command& command, TimePoint now) {
  const auto result = apply(std::move(state), command, now);
  EXPECT_TRUE(result) << (result ? "" : result.error().reason);
  return result->state;
}

std::string refusal(const TimerState& state, const Command& command) {
  const auto result = apply(state, command, kStart);
  return result ? "accepted" : result.error().reason;
}

TEST(Timer, R3_AnUnstartedSegmentShowsItsFullLength) {
  EXPECT_EQ(remaining_at(classic(), kStart), minutes(25));
}

TEST(Timer, R3_PauseKeepsWhatIsLeftAndResumeGoesOnFromThere) {
  auto state = after(after(classic(), Play{}, kStart), Pause{}, at(minutes(10)));
  EXPECT_EQ(remaining_at(state, at(minutes(10))), minutes(15));
  EXPECT_EQ(remaining_at(state, at(minutes(50))), minutes(15));
  state = after(state, Play{}, at(minutes(60)));
  EXPECT_EQ(state.ends_at, at(minutes(75)));
}

TEST(Timer, R4_OverdueEndsAreAppliedAtTheirScheduledTimes) {
  const auto state = after(classic(), Play{}, kStart);
  const auto [later, effects] = advance(state, at(minutes(33)));
  EXPECT_EQ(later.index, 2U);
  EXPECT_EQ(later.ends_at, at(minutes(55)));
  const std::vector<Effect> expected = {
      RunEnded{at(minutes(25)), EndReason::completed}, RunStarted{at(minutes(25)), state.queue[1]},
      RunEnded{at(minutes(30)), EndReason::completed}, RunStarted{at(minutes(30)), state.queue[2]}};
  EXPECT_EQ(effects, expected);
}

TEST(Timer, R4_NothingOverdueChangesNothing) {
  const auto state = after(classic(), Play{}, kStart);
  const auto [same, effects] = advance(state, at(minutes(25) - Millis(1)));
  EXPECT_EQ(same, state);
  EXPECT_TRUE(effects.empty());
}

TEST(Timer, R5_SkipRunsOnWhenRunningAndStandsStillOtherwise) {
  auto state = after(after(classic(), Play{}, kStart), Skip{}, at(minutes(1)));
  EXPECT_EQ(state.index, 1U);
  EXPECT_EQ(state.status, TimerStatus::running);
  EXPECT_EQ(state.ends_at, at(minutes(6)));
  state = after(after(state, Pause{}, at(minutes(2))), Skip{}, at(minutes(3)));
  EXPECT_EQ(state.index, 2U);
  EXPECT_EQ(state.status, TimerStatus::idle);
  state = after(state, Skip{}, at(minutes(4)));
  EXPECT_EQ(state.status, TimerStatus::ended);
  EXPECT_EQ(state.index, 2U);
  EXPECT_EQ(refusal(state, Skip{}), "ended");
  EXPECT_EQ(refusal(state, Play{}), "ended");
  state = after(state, Restart{}, at(minutes(5)));
  EXPECT_EQ(state.index, 0U);
  EXPECT_EQ(state.status, TimerStatus::idle);
}

TEST(Timer, R5_JumpClosesTheRunAndStartsTheOther) {
  const auto running = after(classic(), Play{}, kStart);
  const auto jumped = apply(running, Play{2}, at(minutes(3)));
  ASSERT_TRUE(jumped);
  EXPECT_EQ(jumped->state.index, 2U);
  EXPECT_EQ(jumped->effects.front(), Effect(RunEnded{at(minutes(3)), EndReason::jumped}));
  const auto same = apply(running, Play{0}, at(minutes(3)));
  EXPECT_EQ(same->state, running) << "playing what runs changes nothing";
  EXPECT_EQ(refusal(running, Play{3}), "out_of_range");
  EXPECT_EQ(refusal(running, Play{-1}), "out_of_range");
}

TEST(Timer, R6_WithoutAutoStartTheNextSegmentWaits) {
  auto state = after(classic(), SetAutoStart{{.focus = true, .breaks = false}}, kStart);
  state = after(state, Play{}, kStart);
  const auto [next, effects] = advance(state, at(minutes(40)));
  EXPECT_EQ(next.status, TimerStatus::idle);
  EXPECT_EQ(next.index, 1U);
  EXPECT_EQ(effects.size(), 1U);
}

TEST(Timer, R7_TwoHoursOfPauseAbandonTheRun) {
  const auto paused = after(after(classic(), Play{}, kStart), Pause{}, at(minutes(10)));
  EXPECT_EQ(advance(paused, at(minutes(129))).state, paused);
  const auto [state, effects] = advance(paused, at(minutes(500)));
  EXPECT_EQ(state.status, TimerStatus::idle);
  EXPECT_EQ(state.index, 0U);
  EXPECT_EQ(remaining_at(state, at(minutes(500))), minutes(25));
  EXPECT_EQ(effects.at(0), Effect(RunEnded{at(minutes(130)), EndReason::abandoned}));
}

TEST(Timer, R8_EditingKeepsTheRunningSegmentWhereverItMoves) {
  const auto running = after(classic(), Play{}, kStart);
  auto queue = running.queue;
  std::swap(queue[0], queue[2]);
  queue[2].label = "renamed";
  const auto edited = apply(running, SetQueue{queue}, at(minutes(5)));
  ASSERT_TRUE(edited);
  EXPECT_EQ(edited->state.index, 2U);
  EXPECT_EQ(edited->state.ends_at, running.ends_at);
  EXPECT_TRUE(edited->effects.empty());
}

TEST(Timer, R8_RemovingTheRunningSegmentEndsItsRunAndTheNextStandsIdle) {
  const auto running = after(classic(), Play{}, kStart);
  const auto edited =
      apply(running, SetQueue{{running.queue[1], running.queue[2]}}, at(minutes(5)));
  ASSERT_TRUE(edited);
  EXPECT_EQ(edited->state.status, TimerStatus::idle);
  EXPECT_EQ(edited->state.index, 0U);
  EXPECT_EQ(edited->effects.at(0), Effect(RunEnded{at(minutes(5)), EndReason::replaced}));
}

TEST(Timer, R8_WhereAnEditedQueueGoesOn) {
  const auto state = classic();
  const auto fresh = segment(9, SegmentKind::focus, minutes(10));
  // All new: from the start. Emptied: idle. Extended after its end: at the new segment.
  EXPECT_EQ(after(state, SetQueue{{fresh}}, kStart).index, 0U);
  EXPECT_EQ(after(state, SetQueue{{}}, kStart).status, TimerStatus::idle);
  auto ended = after(after(after(state, Skip{}, kStart), Skip{}, kStart), Skip{}, kStart);
  ASSERT_EQ(ended.status, TimerStatus::ended);
  auto longer = ended.queue;
  longer.push_back(fresh);
  const auto extended = after(ended, SetQueue{longer}, kStart);
  EXPECT_EQ(extended.status, TimerStatus::idle);
  EXPECT_EQ(extended.index, 3U);
  // The current and all behind it removed: nothing is left to do.
  const auto second = after(state, Skip{}, kStart);
  EXPECT_EQ(after(second, SetQueue{{state.queue[0]}}, kStart).status, TimerStatus::ended);
}

TEST(Timer, AdjustMovesTheEndWithinItsLimits) {
  const auto running = after(classic(), Play{}, kStart);
  EXPECT_EQ(after(running, Adjust{minutes(5)}, at(minutes(1))).ends_at, at(minutes(30)));
  EXPECT_EQ(after(running, Adjust{-minutes(30)}, at(minutes(1))).ends_at,
            at(minutes(1) + Seconds(1)));
  const auto paused = after(running, Pause{}, at(minutes(10)));
  EXPECT_EQ(remaining_at(after(paused, Adjust{-minutes(5)}, at(minutes(11))), at(minutes(11))),
            minutes(10));
  EXPECT_EQ(refusal(running, Adjust{minutes(31)}), "out_of_range");
  EXPECT_EQ(refusal(classic(), Adjust{minutes(1)}), "not_running");
}

TEST(Timer, EmptyQueueRefusesToStart) {
  EXPECT_EQ(refusal(TimerState{}, Play{}), "empty_queue");
  EXPECT_EQ(refusal(TimerState{}, Skip{}), "empty_queue");
  EXPECT_EQ(refusal(TimerState{}, Pause{}), "not_running");
}

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

rc::Gen<std::vector<Segment>> queues() {
  return rc::gen::apply(
      [](std::vector<std::pair<int, int>> raw) {
        std::vector<Segment> queue;
        for (const auto& [kind, units] : raw) {
          queue.push_back(segment(static_cast<std::int64_t>(queue.size()) + 1,
                                  static_cast<SegmentKind>(kind), Seconds(units)));
        }
        return queue;
      },
      rc::gen::resize(8, rc::gen::container<std::vector<std::pair<int, int>>>(
                             rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(60, 7201)))));
}

Command random_command(const std::vector<Segment>& pool) {
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return Play{};
    case 1:
      return Play{*rc::gen::inRange<std::int64_t>(-1, 9)};
    case 2:
      return Pause{};
    case 3:
      return Skip{};
    case 4:
      return Restart{};
    case 5:
      return Adjust{Seconds(*rc::gen::inRange(-2000, 2000))};
    case 6:
      return SetAutoStart{{*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()}};
    default:
      break;
  }
  SetQueue edit;
  for (const auto& s : pool) {
    if (*rc::gen::arbitrary<bool>())
      edit.segments.insert(edit.segments.begin() + (edit.segments.size() / 2), s);
  }
  return edit;
}

void check_invariants(const TimerState& s) {
  const bool running = s.status == TimerStatus::running;
  const bool paused = s.status == TimerStatus::paused;
  const bool in_queue =
      s.queue.empty() ? s.index == 0 && s.status == TimerStatus::idle : s.index < s.queue.size();
  RC_ASSERT(in_queue);
  RC_ASSERT(s.ends_at.has_value() == running);
  RC_ASSERT(s.paused_at.has_value() == paused);
  RC_ASSERT(s.run_started_at.has_value() == (running || paused));
  RC_ASSERT(!paused || (s.remaining > Millis(0) && s.remaining <= kMaxRemaining));
}

// The ledger's view: runs never overlap, each is Started (Paused Resumed)* Ended, times never go
// back.
struct Ledger {
  bool open = false;
  bool paused = false;
  TimePoint last = kStart;

  void read(const std::vector<Effect>& effects) {
    for (const auto& effect : effects) {
      const TimePoint when = std::visit([](const auto& e) { return e.at; }, effect);
      RC_ASSERT(when >= last);
      last = when;
      if (std::holds_alternative<RunStarted>(effect)) {
        RC_ASSERT(!open);
        open = true;
      } else if (std::holds_alternative<RunPaused>(effect)) {
        RC_ASSERT(open && !paused);
        paused = true;
      } else if (std::holds_alternative<RunResumed>(effect)) {
        RC_ASSERT(open && paused);
        paused = false;
      } else {
        RC_ASSERT(open);
        open = paused = false;
      }
    }
  }
};

RC_GTEST_PROP(TimerProperty, RandomCommandsAndClockStepsKeepEveryInvariant, ()) {
  TimerState state;
  state.queue = *queues();
  const auto pool = state.queue;
  Ledger ledger;
  auto now = kStart;
  const int steps = *rc::gen::inRange(1, 40);
  for (int i = 0; i < steps; ++i) {
    now += Millis(*rc::gen::inRange<std::int64_t>(0, 4'000'000));
    const auto result = apply(state, random_command(pool), now);
    if (!result) continue;
    ledger.read(result->effects);
    check_invariants(result->state);
    RC_ASSERT(result->state.version >= state.version);
    const bool has_run =
        result->state.status == TimerStatus::running || result->state.status == TimerStatus::paused;
    RC_ASSERT(ledger.open == has_run);
    RC_ASSERT(ledger.paused == (result->state.status == TimerStatus::paused));
    RC_ASSERT(!result->state.ends_at || *result->state.ends_at > now);
    state = result->state;
  }
}

RC_GTEST_PROP(TimerProperty, AdvancingInStepsEqualsAdvancingAtOnce, ()) {
  TimerState state;
  state.queue = *queues();
  state.auto_start = {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
  if (auto started = apply(state, Play{}, kStart)) state = started->state;
  if (*rc::gen::arbitrary<bool>()) {
    if (auto paused = apply(state, Pause{}, at(Seconds(30)))) state = paused->state;
  }
  auto stepped = state;
  auto now = kStart;
  std::vector<Effect> effects;
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3'000'000))) {
    now += Millis(step);
    auto moved = advance(stepped, now);
    stepped = moved.state;
    effects.insert(effects.end(), moved.effects.begin(), moved.effects.end());
  }
  auto at_once = advance(state, now);
  at_once.state.version = stepped.version;  // steps may raise it more often
  RC_ASSERT(at_once.state == stepped);
  RC_ASSERT(at_once.effects == effects);
}

RC_GTEST_PROP(TimerProperty, AutoStartedQueueFollowsTheClosedForm, ()) {
  TimerState state;
  state.queue = *rc::gen::nonEmpty(queues());
  state = apply(state, Play{}, kStart)->state;
  const Millis elapsed(*rc::gen::inRange<std::int64_t>(0, 60'000'000));
  const auto reached = advance(state, at(elapsed)).state;

  Millis before{0};
  std::size_t index = 0;
  while (index < state.queue.size() && before + state.queue[index].duration <= elapsed) {
    before += state.queue[index++].duration;
  }
  if (index == state.queue.size()) {
    RC_ASSERT(reached.status == TimerStatus::ended);
    RC_ASSERT(reached.index == index - 1);
  } else {
    RC_ASSERT(reached.index == index);
    RC_ASSERT(remaining_at(reached, at(elapsed)) == before + state.queue[index].duration - elapsed);
  }
}

RC_GTEST_PROP(TimerProperty, RunningTimePlusRestEqualsThePlanThroughAnyPauses, ()) {
  TimerState state;
  state.queue = {segment(1, SegmentKind::focus, minutes(25))};
  auto now = kStart;
  state = apply(state, Play{}, now)->state;
  Millis ran{0};
  for (const auto& [run_for, pause_for] :
       *rc::gen::resize(20, rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(
                                rc::gen::inRange(0, 60'000), rc::gen::inRange(0, 7'000'000))))) {
    now += Millis(run_for);
    ran += Millis(run_for);
    state = apply(state, Pause{}, now)->state;
    now += Millis(pause_for);
    state = apply(state, Play{}, now)->state;
    RC_ASSERT(remaining_at(state, now) + ran == minutes(25));
  }
}

}  // namespace
}  // namespace pomopomo::rooms
