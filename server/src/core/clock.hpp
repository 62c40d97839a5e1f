#pragma once
// Time as the product sees it: UTC instants in whole milliseconds.

#include <chrono>
#include <cstdint>

namespace pomopomo {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using TimePoint = std::chrono::sys_time<Millis>;

constexpr std::int64_t to_epoch_ms(TimePoint at) {
  return at.time_since_epoch().count();
}
constexpr TimePoint from_epoch_ms(std::int64_t ms) {
  return TimePoint(Millis(ms));
}

// The one clock of a process. Guarantee: it never goes back and never jumps while the process
// lives, whatever happens to the wall clock. Thread: any.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;
};

// The wall clock as it stood at construction, carried on by the monotonic clock (CLOCK_BOOTTIME, so
// that a suspended machine wakes at the right time).
class SystemClock final : public Clock {
 public:
  SystemClock();
  TimePoint now() const override;

 private:
  std::int64_t offset_ns_;
};

}  // namespace pomopomo
