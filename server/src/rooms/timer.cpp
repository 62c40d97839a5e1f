#include "rooms/timer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pomopomo::rooms {

namespace {

// What the serialised timer shows; the version follows it.
auto visible(const TimerState& state) {
  const auto* current = state.queue.empty() ? nullptr : &state.queue[state.index];
  return std::tuple(state.status, state.index, current ? current->id : SegmentId{},
                    current && state.status == TimerStatus::idle ? current->duration : Seconds(0),
                    state.ends_at, state.paused_at, state.run_started_at, state.planned,
                    state.remaining);
}

// One transition under construction.
class Machine {
 public:
  explicit Machine(TimerState state) : state_(std::move(state)) {}

  const TimerState& state() const { return state_; }
  TimerState& state() { return state_; }

  void start(std::size_t index, TimePoint at) {
    const auto& segment = state_.queue[index];
    state_.status = TimerStatus::running;
    state_.index = index;
    state_.planned = segment.duration;
    state_.run_started_at = at;
    state_.ends_at = at + segment.duration;
    effects_.push_back(RunStarted{at, segment});
  }

  void pause(TimePoint at) {
    state_.remaining = *state_.ends_at - at;
    state_.status = TimerStatus::paused;
    state_.ends_at.reset();
    state_.paused_at = at;
    effects_.push_back(RunPaused{at});
  }

  void resume(TimePoint at) {
    state_.status = TimerStatus::running;
    state_.ends_at = at + state_.remaining;
    state_.paused_at.reset();
    state_.remaining = Millis(0);
    effects_.push_back(RunResumed{at});
  }

  // Ends the run, if there is one, and leaves the state idle at the same index.
  void end_run(TimePoint at, EndReason reason) {
    if (has_run()) effects_.push_back(RunEnded{at, reason});
    state_.status = TimerStatus::idle;
    state_.ends_at.reset();
    state_.paused_at.reset();
    state_.run_started_at.reset();
    state_.planned = Seconds(0);
    state_.remaining = Millis(0);
  }

  // Idle at `index`, or ended when that lies behind the queue.
  void stand_at(std::size_t index) {
    const bool past_end = !state_.queue.empty() && index >= state_.queue.size();
    state_.status = past_end ? TimerStatus::ended : TimerStatus::idle;
    state_.index = state_.queue.empty() ? 0 : std::min(index, state_.queue.size() - 1);
  }

  bool has_run() const {
    return state_.status == TimerStatus::running || state_.status == TimerStatus::paused;
  }

  bool starts_by_itself(const Segment& segment) const {
    const bool is_break =
        segment.kind == SegmentKind::break_ || segment.kind == SegmentKind::long_break;
    return is_break ? state_.auto_start.breaks : state_.auto_start.focus;
  }

  Transition finish(const TimerState& before) && {
    if (visible(state_) != visible(before)) state_.version = before.version + 1;
    return {std::move(state_), std::move(effects_)};
  }

  void keep(std::vector<Effect> earlier) { effects_ = std::move(earlier); }

 private:
  TimerState state_;
  std::vector<Effect> effects_;
};

void end_overdue(Machine& machine, TimePoint now) {
  const auto& state = machine.state();
  while (state.status == TimerStatus::running && *state.ends_at <= now) {
    const TimePoint scheduled = *state.ends_at;
    const std::size_t next = state.index + 1;
    machine.end_run(scheduled, EndReason::completed);
    if (next < state.queue.size() && machine.starts_by_itself(state.queue[next])) {
      machine.start(next, scheduled);
    } else {
      machine.stand_at(next);
    }
  }
  if (state.status == TimerStatus::paused && *state.paused_at + kMaxPause <= now) {
    machine.end_run(*state.paused_at + kMaxPause, EndReason::abandoned);
  }
}

std::optional<std::size_t> find(const std::vector<Segment>& queue, SegmentId id) {
  const auto found = std::ranges::find(queue, id, &Segment::id);
  if (found == queue.end()) return std::nullopt;
  return static_cast<std::size_t>(found - queue.begin());
}

// Where an edited queue goes on when the current segment is gone (or was the last and has ended):
// at the next old segment that is still there, else behind the last one before it, else at the
// start of an all new queue.
std::size_t resume_point(const std::vector<Segment>& before, std::size_t next,
                         const std::vector<Segment>& after) {
  for (std::size_t i = next; i < before.size(); ++i) {
    if (const auto place = find(after, before[i].id)) return *place;
  }
  for (std::size_t i = std::min(next, before.size()); i-- > 0;) {
    if (const auto place = find(after, before[i].id)) return *place + 1;
  }
  return 0;
}

Result<void> run(Machine& machine, const Play& play, TimePoint now) {
  const auto& state = machine.state();
  if (state.queue.empty())
    return fail(ErrorCode::conflict, "empty_queue", "The queue is empty. Add a segment first.");
  if (!play.index) {
    if (state.status == TimerStatus::ended) {
      return fail(ErrorCode::conflict, "ended",
                  "The queue has ended. Restart it or jump to a segment.");
    }
    if (state.status == TimerStatus::paused) machine.resume(now);
    if (state.status == TimerStatus::idle) machine.start(state.index, now);
    return {};
  }
  if (*play.index < 0 || *play.index >= static_cast<std::int64_t>(state.queue.size())) {
    return fail_field("index", "out_of_range", "index must name a segment of the queue.");
  }
  const auto target = static_cast<std::size_t>(*play.index);
  if (machine.has_run() && target == state.index) return run(machine, Play{}, now);
  machine.end_run(now, EndReason::jumped);
  machine.start(target, now);
  return {};
}

Result<void> run(Machine& machine, const Pause&, TimePoint now) {
  if (!machine.has_run()) return fail(ErrorCode::conflict, "not_running", "Nothing is running.");
  if (machine.state().status == TimerStatus::running) machine.pause(now);
  return {};
}

Result<void> run(Machine& machine, const Skip&, TimePoint now) {
  const auto& state = machine.state();
  if (state.queue.empty()) return fail(ErrorCode::conflict, "empty_queue", "The queue is empty.");
  if (state.status == TimerStatus::ended)
    return fail(ErrorCode::conflict, "ended", "The queue has ended already.");
  const bool runs_on = state.status == TimerStatus::running;
  const std::size_t next = state.index + 1;
  machine.end_run(now, EndReason::skipped);
  if (runs_on && next < state.queue.size()) {
    machine.start(next, now);
  } else {
    machine.stand_at(next);
  }
  return {};
}

Result<void> run(Machine& machine, const Restart&, TimePoint now) {
  machine.end_run(now, EndReason::restarted);
  machine.stand_at(0);
  return {};
}

Result<void> run(Machine& machine, const Adjust& adjust, TimePoint now) {
  if (adjust.delta < -kMaxAdjustment || adjust.delta > kMaxAdjustment) {
    return fail_field("deltaSec", "out_of_range", "deltaSec must be between -1800 and 1800.");
  }
  if (!machine.has_run()) return fail(ErrorCode::conflict, "not_running", "Nothing is running.");
  auto& state = machine.state();
  const Millis left =
      std::clamp<Millis>(remaining_at(state, now) + adjust.delta, kMinRemaining, kMaxRemaining);
  if (state.status == TimerStatus::running) {
    state.ends_at = now + left;
  } else {
    state.remaining = left;
  }
  return {};
}

Result<void> run(Machine& machine, const SetQueue& edit, TimePoint now) {
  auto& state = machine.state();
  const auto before = std::exchange(state.queue, edit.segments);
  const auto current = before.empty() ? std::nullopt : find(state.queue, before[state.index].id);
  if (state.status == TimerStatus::ended) {
    machine.stand_at(resume_point(before, before.size(), state.queue));
  } else if (current) {
    state.index = *current;
  } else {
    const std::size_t next = before.empty() ? 0 : state.index + 1;
    machine.end_run(now, EndReason::replaced);
    machine.stand_at(resume_point(before, next, state.queue));
  }
  return {};
}

Result<void> run(Machine& machine, const SetAutoStart& change, TimePoint) {
  machine.state().auto_start = change.auto_start;
  return {};
}

Result<void> run(Machine& machine, const Close&, TimePoint now) {
  machine.end_run(now, EndReason::expired);
  return {};
}

}  // namespace

std::string_view to_string(SegmentKind kind) {
  switch (kind) {
    case SegmentKind::focus:
      return "focus";
    case SegmentKind::break_:
      return "break";
    case SegmentKind::long_break:
      return "long_break";
    case SegmentKind::custom:
      break;
  }
  return "custom";
}

std::optional<SegmentKind> parse_segment_kind(std::string_view name) {
  for (const auto kind :
       {SegmentKind::focus, SegmentKind::break_, SegmentKind::long_break, SegmentKind::custom}) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view to_string(TimerStatus status) {
  switch (status) {
    case TimerStatus::idle:
      return "idle";
    case TimerStatus::running:
      return "running";
    case TimerStatus::paused:
      return "paused";
    case TimerStatus::ended:
      break;
  }
  return "ended";
}

std::string_view to_string(EndReason reason) {
  switch (reason) {
    case EndReason::completed:
      return "completed";
    case EndReason::skipped:
      return "skipped";
    case EndReason::jumped:
      return "jumped";
    case EndReason::restarted:
      return "restarted";
    case EndReason::replaced:
      return "replaced";
    case EndReason::abandoned:
      return "abandoned";
    case EndReason::expired:
      return "expired";
    case EndReason::room_ended:
      break;
  }
  return "room_ended";
}

Transition advance(TimerState state, TimePoint now) {
  Machine machine(state);
  end_overdue(machine, now);
  return std::move(machine).finish(state);
}

Result<Transition> apply(TimerState state, const Command& command, TimePoint now) {
  auto due = advance(std::move(state), now);
  Machine machine(due.state);
  machine.keep(std::move(due.effects));
  const auto done = std::visit([&](const auto& c) { return run(machine, c, now); }, command);
  if (!done) return std::unexpected(done.error());
  return std::move(machine).finish(due.state);
}

Millis remaining_at(const TimerState& state, TimePoint now) {
  switch (state.status) {
    case TimerStatus::running:
      return std::max(*state.ends_at - now, Millis(0));
    case TimerStatus::paused:
      return state.remaining;
    case TimerStatus::idle:
      return state.queue.empty() ? Millis(0) : Millis(state.queue[state.index].duration);
    case TimerStatus::ended:
      break;
  }
  return Millis(0);
}

std::optional<TimePoint> next_deadline(const TimerState& state) {
  if (state.status == TimerStatus::running) return state.ends_at;
  if (state.status == TimerStatus::paused) return *state.paused_at + kMaxPause;
  return std::nullopt;
}

}  // namespace pomopomo::rooms
