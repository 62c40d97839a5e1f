#include "socketio/event_gate.hpp"

#include <gtest/gtest.h>

namespace pomopomo::socketio {
namespace {

using namespace std::chrono_literals;
using Verdict = EventGate::Verdict;

class EventGateTest : public testing::Test {
 protected:
  // How many of `count` events at once pass.
  int passing(int count) {
    int passed = 0;
    for (int i = 0; i < count; ++i) passed += gate.admit(options, now) == Verdict::pass;
    return passed;
  }

  Options options{.events_per_second = 50, .event_burst = 100, .max_bad_inputs = 20};
  EventGate gate;
  EventGate::Clock::time_point now{1h};
};

TEST_F(EventGateTest, TakesABurstAndThenTheSteadyRate) {
  EXPECT_EQ(passing(150), 100);
  now += 500ms;
  EXPECT_EQ(passing(150), 25);
  now += 1h;
  EXPECT_EQ(passing(150), 100);
}

TEST_F(EventGateTest, SaysWhenTheNextIsTaken) {
  passing(101);
  const auto wait = gate.retry_after(options, now);
  EXPECT_EQ(wait, 20ms);
  now += wait;
  EXPECT_EQ(passing(2), 1);
}

TEST_F(EventGateTest, ClosesAtTheThirdStrikeInAMinute) {
  passing(100);
  EXPECT_EQ(gate.admit(options, now), Verdict::refuse);
  EXPECT_EQ(gate.admit(options, now), Verdict::refuse) << "the same second is the same strike";
  for (const auto expected : {Verdict::refuse, Verdict::close}) {
    now += 1s;
    EXPECT_EQ(passing(50), 50);
    EXPECT_EQ(gate.admit(options, now), expected);
  }
}

TEST_F(EventGateTest, ForgetsStrikesAfterAMinute) {
  for (int i = 0; i < 6; ++i) {
    passing(200);
    EXPECT_EQ(gate.admit(options, now), Verdict::refuse);
    now += 31s;
  }
}

TEST_F(EventGateTest, ForgivesNineteenBadInputsInTenSeconds) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 19; ++i) EXPECT_TRUE(gate.forgive(options, now));
    now += 10s;
  }
  for (int i = 0; i < 19; ++i) EXPECT_TRUE(gate.forgive(options, now));
  EXPECT_FALSE(gate.forgive(options, now));
}

TEST_F(EventGateTest, IsOpenWithoutLimits) {
  options.events_per_second = 0;
  options.max_bad_inputs = 0;
  EXPECT_EQ(passing(10'000), 10'000);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(gate.forgive(options, now));
}

}  // namespace
}  // namespace pomopomo::socketio
