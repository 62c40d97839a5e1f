#include "cluster/database_clock.hpp"

#include <ctime>

namespace pomopomo::cluster {

Millis DatabaseClock::monotonic() {
  timespec t{};
  clock_gettime(CLOCK_BOOTTIME, &t);  // goes on while the machine sleeps
  return Millis(t.tv_sec * 1'000LL + t.tv_nsec / 1'000'000);
}

void DatabaseClock::sample(TimePoint now, Millis asked, Millis answered) {
  // Somewhere between question and answer; the middle is at most half the round trip wrong.
  const auto at = asked + (answered - asked) / 2;
  offset_ = to_epoch_ms(now) - at.count();
  sampled_at_ = asked.count();
}

TimePoint DatabaseClock::now() const {
  const auto instant = monotonic().count() + offset_;
  auto latest = latest_.load();
  while (latest < instant && !latest_.compare_exchange_weak(latest, instant)) {
  }
  return from_epoch_ms(std::max(latest, instant));
}

bool DatabaseClock::is_fresh() const {
  return monotonic().count() - sampled_at_ <= kFreshFor.count();
}

}  // namespace pomopomo::cluster
