#include "socketio/timing_wheel.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace pomopomo::socketio {
namespace {

using std::chrono::milliseconds;
using Clock = TimingWheel::Clock;

// A timer that notes when it ran.
struct Alarm {
  Alarm() : timer([](void* self) { static_cast<Alarm*>(self)->ran_at = Clock::now(); }, this) {}
  std::optional<Clock::time_point> ran_at;
  TimingWheel::Timer timer;
};

TEST(TimingWheel, RunsTimersInOrderAndNeverBeforeTheirSlot) {
  asio::io_context context;
  TimingWheel wheel(context);
  std::vector<std::unique_ptr<Alarm>> alarms;
  std::vector<Clock::time_point> deadlines;
  for (const int ms : {0, 1, 3, 4, 5, 17, 40, 80}) {
    alarms.push_back(std::make_unique<Alarm>());
    deadlines.push_back(Clock::now() + milliseconds(ms));
    wheel.arm_at(alarms.back()->timer, deadlines.back());
  }
  context.run();
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    ASSERT_TRUE(alarms[i]->ran_at);
    EXPECT_GE(*alarms[i]->ran_at, deadlines[i] - TimingWheel::kTick);
    if (i > 0) EXPECT_GE(*alarms[i]->ran_at, *alarms[i - 1]->ran_at);
  }
}

TEST(TimingWheel, ForgetsTimersThatAreCancelledOrDestroyed) {
  asio::io_context context;
  TimingWheel wheel(context);
  Alarm cancelled;
  Alarm last;
  wheel.arm(cancelled.timer, milliseconds(5));
  {
    Alarm destroyed;
    wheel.arm(destroyed.timer, milliseconds(5));
  }
  wheel.arm(last.timer, milliseconds(10));
  cancelled.timer.cancel();
  EXPECT_FALSE(cancelled.timer.armed());
  context.run();
  EXPECT_FALSE(cancelled.ran_at);
  EXPECT_TRUE(last.ran_at);
}

TEST(TimingWheel, LetsATimerArmItselfAgain) {
  struct Ticker {
    explicit Ticker(TimingWheel& owner)
        : wheel(owner),
          timer(
              [](void* self) {
                auto& ticker = *static_cast<Ticker*>(self);
                if (++ticker.count < 3) ticker.wheel.arm(ticker.timer, milliseconds(2));
              },
              this) {}
    TimingWheel& wheel;
    int count = 0;
    TimingWheel::Timer timer;
  };
  asio::io_context context;
  TimingWheel wheel(context);
  Ticker ticker(wheel);
  wheel.arm(ticker.timer, milliseconds(0));
  context.run();
  EXPECT_EQ(ticker.count, 3);
}

TEST(TimingWheel, KeepsDeadlinesBeyondOneTurnForLater) {
  asio::io_context context;
  TimingWheel wheel(context);
  Alarm far;
  Alarm near;
  wheel.arm(far.timer, std::chrono::hours(1));
  wheel.arm(near.timer, milliseconds(5));
  while (!near.ran_at) context.run_one();
  EXPECT_FALSE(far.ran_at);
  EXPECT_TRUE(far.timer.armed());
}

TEST(TimingWheel, MayGoBeforeItsTimers) {
  asio::io_context context;
  auto wheel = std::make_unique<TimingWheel>(context);
  Alarm alarm;
  wheel->arm(alarm.timer, milliseconds(1));
  wheel.reset();
  EXPECT_FALSE(alarm.timer.armed());
  context.run();
  EXPECT_FALSE(alarm.ran_at);
}

}  // namespace
}  // namespace pomopomo::socketio
