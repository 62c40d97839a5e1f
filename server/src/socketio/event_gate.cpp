#include "socketio/event_gate.hpp"

#include <algorithm>
#include <cstdint>

namespace pomopomo::socketio {

namespace {

using namespace std::chrono_literals;
using Clock = EventGate::Clock;

constexpr auto kStrikeWindow = 60s;
constexpr auto kStrikePause = 1s;  // a burst of refused events is one strike
constexpr auto kBadInputWindow = 10s;

// Counts within a window that begins with the first.
struct Count {
  Clock::time_point since{};
  std::uint32_t count = 0;

  std::uint32_t add(Clock::time_point now, Clock::duration window) {
    if (count == 0 || now - since >= window) *this = {now, 0};
    return ++count;
  }
};

Clock::duration interval(const Options& options) {
  return Clock::duration(1s) / static_cast<std::int64_t>(options.events_per_second);
}

// How far `full_at_` may lie ahead for an event to be taken.
Clock::duration tolerance(const Options& options) {
  const auto burst = static_cast<std::int64_t>(std::max<std::size_t>(options.event_burst, 1));
  return interval(options) * (burst - 1);
}

}  // namespace

struct EventGate::Offences {
  Count strikes;
  Clock::time_point last_strike{};
  Count bad_inputs;
};

EventGate::EventGate() = default;
EventGate::~EventGate() = default;

EventGate::Offences& EventGate::offences() {
  if (!offences_) offences_ = std::make_unique<Offences>();
  return *offences_;
}

EventGate::Verdict EventGate::admit(const Options& options, Clock::time_point now) {
  if (options.events_per_second == 0) return Verdict::pass;
  const auto start = std::max(now, full_at_);
  if (start - now <= tolerance(options)) {
    full_at_ = start + interval(options);
    return Verdict::pass;
  }
  auto& seen = offences();
  if (seen.strikes.count > 0 && now - seen.last_strike < kStrikePause) return Verdict::refuse;
  seen.last_strike = now;
  const auto strikes = seen.strikes.add(now, kStrikeWindow);
  return strikes >= options.event_strikes ? Verdict::close : Verdict::refuse;
}

std::chrono::milliseconds EventGate::retry_after(const Options& options,
                                                 Clock::time_point now) const {
  return std::max(
      1ms, std::chrono::ceil<std::chrono::milliseconds>(full_at_ - now - tolerance(options)));
}

bool EventGate::forgive(const Options& options, Clock::time_point now) {
  if (options.max_bad_inputs == 0) return true;
  return offences().bad_inputs.add(now, kBadInputWindow) < options.max_bad_inputs;
}

}  // namespace pomopomo::socketio
