#include "core/clock.hpp"

#include <ctime>

namespace pomopomo {

namespace {

std::int64_t read_ns(clockid_t id) {
  timespec t{};
  clock_gettime(id, &t);
  return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

}  // namespace

SystemClock::SystemClock() : offset_ns_(read_ns(CLOCK_REALTIME) - read_ns(CLOCK_BOOTTIME)) {}

TimePoint SystemClock::now() const {
  return from_epoch_ms((read_ns(CLOCK_BOOTTIME) + offset_ns_) / 1'000'000);
}

}  // namespace pomopomo
