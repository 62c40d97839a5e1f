#include "realtime/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace pomopomo::realtime {
namespace {

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

constexpr RateRule kTwentyAMinute{20, std::chrono::minutes(1)};

TEST(RateLimiter, AllowsTheBurstThenOnePerStep) {
  HandClock clock;
  RateLimiter limiter(clock, kTwentyAMinute, true);
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

TEST(RateLimiter, LetsEverythingThroughWhenOff) {
  HandClock clock;
  RateLimiter limiter(clock, kTwentyAMinute, false);
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(limiter.take("a"));
}

TEST(ClientKey, TakesAnIpv6NetworkAsOneClient) {
  const auto key = [](const char* text) { return client_key(boost::asio::ip::make_address(text)); };
  EXPECT_EQ(key("2001:db8::1"), key("2001:db8::ffff:1"));
  EXPECT_NE(key("2001:db8::1"), key("2001:db8:0:1::1"));
  EXPECT_NE(key("192.0.2.1"), key("192.0.2.2"));
  EXPECT_EQ(key("::ffff:192.0.2.1"), "192.0.2.1");
}

}  // namespace
}  // namespace pomopomo::realtime
