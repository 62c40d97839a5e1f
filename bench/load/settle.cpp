#include "settle.hpp"

namespace pomopomo::load {

namespace {

constexpr int kQuietWindows = 5;

}  // namespace

void settle(Loop& loop, const ProcessMeter& meter, double patience_seconds) {
  constexpr double kWindow = 0.2;
  const auto limit = Clock::now() + seconds(patience_seconds);
  for (int quiet = 0; quiet < kQuietWindows && Clock::now() < limit;) {
    const CpuSpan cpu(meter);
    loop.run_until(Clock::now() + seconds(kWindow));
    const bool is_quiet = cpu.microseconds() / 1e6 < 0.01 * kWindow;
    quiet = is_quiet ? quiet + 1 : 0;
  }
}

}  // namespace pomopomo::load
