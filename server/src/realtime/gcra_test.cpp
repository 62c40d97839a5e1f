#include "realtime/gcra.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace pomopomo::realtime {
namespace {

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

constexpr RateRule kTwentyAMinute{20, std::chrono::minutes(1)};

TEST(Gcra, AllowsTheBurstThenOnePerStep) {
  HandClock clock;
  Gcra limiter(clock, kTwentyAMinute);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(limiter.take("a")) << i;
  EXPECT_EQ(limiter.take("a"), Millis(3'000));
  EXPECT_EQ(limiter.peek("a"), Millis(3'000));
  EXPECT_FALSE(limiter.take("b")) << "keys do not share";
  clock.at += Millis(2'999);
  EXPECT_EQ(limiter.take("a"), Millis(1));
  clock.at += Millis(1);
  EXPECT_FALSE(limiter.take("a"));
  EXPECT_TRUE(limiter.take("a"));
  clock.at += std::chrono::minutes(1);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(limiter.take("a")) << "full again: " << i;
  EXPECT_TRUE(limiter.take("a"));
}

TEST(Gcra, CountsWhatThingsCost) {
  HandClock clock;
  Gcra limiter(clock, {1'000, std::chrono::seconds(1)});
  EXPECT_FALSE(limiter.take("a", 600));
  EXPECT_EQ(limiter.take("a", 600), Millis(200));
  EXPECT_FALSE(limiter.take("a", 400)) << "what was refused is not counted";
  EXPECT_TRUE(limiter.take("a"));
  clock.at += Millis(600);
  EXPECT_FALSE(limiter.take("a", 600));
}

TEST(Gcra, ManyThreadsGetNoMoreThanOne) {
  HandClock clock;
  Gcra limiter(clock, {1000, std::chrono::hours(1)});
  std::atomic<int> allowed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 500; ++n) {
          if (!limiter.take("a")) ++allowed;
        }
      });
    }
  }
  EXPECT_EQ(allowed, 1000);
}

TEST(Gcra, KeepsRatesAboveOnePerMillisecond) {
  HandClock clock;
  Gcra limiter(clock, {5000, Millis(1000)});
  for (int i = 0; i < 5000; ++i) ASSERT_FALSE(limiter.take("a")) << i;
  EXPECT_EQ(limiter.take("a"), Millis(1));
  clock.at += Millis(10);
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(limiter.take("a")) << i;
  EXPECT_TRUE(limiter.take("a"));
}

TEST(Gcra, ManyKeysAreForgottenOnceFullAgain) {
  HandClock clock;
  Gcra limiter(clock, {1, Millis(10)});
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_FALSE(limiter.take(std::to_string(i)));
    clock.at += Millis(1);
  }
  EXPECT_TRUE(limiter.take("9999")) << "and the newest are not";
}

}  // namespace
}  // namespace pomopomo::realtime
