#include "realtime/backoff.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace pomopomo::realtime {
namespace {

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

constexpr std::chrono::minutes kQuarter{15};
constexpr RateRule kFiveAQuarter{5, kQuarter};

TEST(Backoff, AllowsSomeTriesThenWaitsThatDoubleUpToAnHour) {
  HandClock clock;
  Backoff backoff(clock, kFiveAQuarter);
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(backoff.take("ana")) << i;
  EXPECT_EQ(backoff.take("ana"), kQuarter);
  EXPECT_EQ(backoff.peek("ana"), kQuarter);
  EXPECT_FALSE(backoff.take("ben")) << "keys do not share";
  for (const int quarters : {1, 2, 4, 4, 4}) {
    EXPECT_EQ(backoff.peek("ana"), quarters * kQuarter);
    clock.at += quarters * kQuarter - Millis(1);
    EXPECT_EQ(backoff.take("ana"), Millis(1));
    clock.at += Millis(1);
    EXPECT_FALSE(backoff.take("ana")) << "one more try";
  }
}

TEST(Backoff, BeginsAnewAfterARightTryOrALongQuiet) {
  HandClock clock;
  Backoff backoff(clock, kFiveAQuarter);
  for (int i = 0; i < 5; ++i) backoff.take("ana");
  backoff.forgive("ana");
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(backoff.take("ana")) << i;
  clock.at += 5 * kQuarter;
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(backoff.take("ana")) << i;
  EXPECT_EQ(backoff.take("ana"), kQuarter) << "not doubled";
}

TEST(Backoff, ForgetsAFewTriesAfterThePeriod) {
  HandClock clock;
  Backoff backoff(clock, kFiveAQuarter);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(backoff.take("ana")) << i;
    clock.at += kQuarter;
  }
}

RC_GTEST_PROP(Backoff, NeverAllowsMoreThanTheRuleInAPeriod, ()) {
  HandClock clock;
  Backoff backoff(clock, kFiveAQuarter);
  std::vector<TimePoint> allowed;
  for (int i = 0; i < 200; ++i) {
    clock.at += std::chrono::seconds(*rc::gen::inRange(0, 600));
    if (!backoff.take("ana")) allowed.push_back(clock.at);
  }
  for (std::size_t i = 9; i < allowed.size(); ++i)
    RC_ASSERT(allowed[i] - allowed[i - 9] >= kQuarter);
}

}  // namespace
}  // namespace pomopomo::realtime
