#pragma once
// The room timer: a function of time, without I/O.
//
// A state says when the running segment ends; nothing ticks. `apply` answers a command, `advance`
// brings a state to an instant: it ends what has ended, at its scheduled time (R4), and starts what
// follows by itself (R6). Both return the effects that the ledger records. Rules R1 to R8; all
// times by the room's one clock.
//
// Invariants: index < queue.size() unless the queue is empty (then 0 and idle); `ends_at` is set
// exactly while running, `paused_at` exactly while paused; `run_started_at` and `planned` while
// running or paused.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"

namespace pomopomo::rooms {

inline constexpr Millis kMaxPause = std::chrono::hours(2);  // R7
inline constexpr Millis kMinRemaining = std::chrono::seconds(1);
inline constexpr Millis kMaxRemaining = std::chrono::hours(2);
inline constexpr Seconds kMaxAdjustment = std::chrono::minutes(30);

// Stored as numbers: never renumber.
enum class SegmentKind { focus = 0, break_ = 1, long_break = 2, custom = 3 };
enum class TimerStatus { idle = 0, running = 1, paused = 2, ended = 3 };
enum class EndReason {
  completed = 0,
  skipped = 1,
  jumped = 2,
  restarted = 3,
  replaced = 4,
  abandoned = 5,
  expired = 6,
  room_ended = 7
};

std::string_view to_string(SegmentKind kind);
std::optional<SegmentKind> parse_segment_kind(std::string_view name);
std::string_view to_string(TimerStatus status);
std::string_view to_string(EndReason reason);

struct Segment {
  SegmentId id;
  SegmentKind kind = SegmentKind::focus;
  std::string label;
  Seconds duration{0};
  bool counts_as_focus = true;
  friend bool operator==(const Segment&, const Segment&) = default;
};

struct AutoStart {
  bool focus = true;   // focus and custom segments
  bool breaks = true;  // break and long_break
  friend bool operator==(const AutoStart&, const AutoStart&) = default;
};

struct TimerState {
  std::vector<Segment> queue;
  AutoStart auto_start;
  TimerStatus status = TimerStatus::idle;
  std::size_t index = 0;
  std::int64_t version = 1;  // rises with every change that clients see
  std::optional<TimePoint> ends_at;
  std::optional<TimePoint> paused_at;
  std::optional<TimePoint> run_started_at;
  Seconds planned{0};   // of the run, frozen when it started (F1)
  Millis remaining{0};  // while paused
  friend bool operator==(const TimerState&, const TimerState&) = default;
};

// Commands. `Play` without an index starts or resumes; with one it jumps there and runs.
struct Play {
  std::optional<std::int64_t> index;
};
struct Pause {};
struct Skip {};
struct Restart {};
struct Adjust {
  Seconds delta{0};
};
struct SetQueue {
  std::vector<Segment> segments;  // valid already; ids unique, kept ones keep what runs
};
struct SetAutoStart {
  AutoStart auto_start;
};
struct Close {};  // the room expires: whatever runs ends
using Command = std::variant<Play, Pause, Skip, Restart, Adjust, SetQueue, SetAutoStart, Close>;

// What happened to the run (F1: one activation of one segment), for the ledger, in order.
struct RunStarted {
  TimePoint at;
  Segment segment;
  friend bool operator==(const RunStarted&, const RunStarted&) = default;
};
struct RunPaused {
  TimePoint at;
  friend bool operator==(const RunPaused&, const RunPaused&) = default;
};
struct RunResumed {
  TimePoint at;
  friend bool operator==(const RunResumed&, const RunResumed&) = default;
};
struct RunEnded {
  TimePoint at;
  EndReason reason;
  friend bool operator==(const RunEnded&, const RunEnded&) = default;
};
using Effect = std::variant<RunStarted, RunPaused, RunResumed, RunEnded>;

struct Transition {
  TimerState state;
  std::vector<Effect> effects;
};

// Ends what is overdue at `now`. Returns the state unchanged (same version, no effects) when
// nothing is.
Transition advance(TimerState state, TimePoint now);

// Advances to `now`, then applies `command`. A command that changes nothing leaves the version.
// Errors: conflict/empty_queue, conflict/ended (start or skip after the last), conflict/not_running
// (pause or adjust with
//         nothing running), invalid `index` or `deltaSec`.
Result<Transition> apply(TimerState state, const Command& command, TimePoint now);

// What is left of the current segment: its full length when idle (R3), 0 when ended or empty.
Millis remaining_at(const TimerState& state, TimePoint now);

// When `advance` will next change something; nullopt when nothing is scheduled.
std::optional<TimePoint> next_deadline(const TimerState& state);

}  // namespace pomopomo::rooms
