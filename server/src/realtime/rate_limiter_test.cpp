#include "realtime/rate_limiter.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace pomopomo::realtime {
namespace {

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

// What every implementation of the limiter must keep.
class RateLimiterTest : public testing::Test {
 protected:
  template <class T>
  T await(asio::awaitable<T> work) {
    asio::io_context loop(1);
    auto result = asio::co_spawn(loop, std::move(work), asio::use_future);
    loop.run();
    return result.get();
  }
  std::optional<Millis> take(Limit limit, std::string key) {
    return await(limiter_.take(limit, std::move(key)));
  }

  HandClock clock_;
  RateLimiter limiter_{clock_, default_rules()};
};

TEST_F(RateLimiterTest, RL1_EachRuleAllowsItsCountAndThenOnePerStep) {
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    const auto limit = static_cast<Limit>(i);
    const auto& [name, what, rule, doubles] = kLimits.at(i);
    if (doubles) continue;
    for (int n = 0; n < rule.count; ++n) ASSERT_FALSE(take(limit, "a")) << name << " " << n;
    const auto wait = take(limit, "a");
    ASSERT_TRUE(wait) << name;
    const auto step = (rule.period + Millis(rule.count - 1)) / rule.count;
    EXPECT_EQ(*wait, step) << name;
    clock_.at += *wait;
    EXPECT_FALSE(take(limit, "a")) << name;
    EXPECT_TRUE(take(limit, "a")) << name;
  }
}

TEST_F(RateLimiterTest, RL1_GuessesAreFollowedByWaitsThatDouble) {
  for (int n = 0; n < 5; ++n) ASSERT_FALSE(take(Limit::password_person, "a")) << n;
  for (const int minutes : {15, 30, 60, 60}) {
    const auto wait = take(Limit::password_person, "a");
    ASSERT_EQ(wait, std::chrono::minutes(minutes));
    EXPECT_EQ(await(limiter_.peek(Limit::password_person, "a")), wait);
    clock_.at += *wait;
    EXPECT_FALSE(take(Limit::password_person, "a"));
  }
  await(limiter_.forgive(Limit::password_person, "a"));
  EXPECT_FALSE(take(Limit::password_person, "a"));
}

TEST_F(RateLimiterTest, LimitsAndKeysDoNotShare) {
  while (!take(Limit::timer_control, "a")) continue;
  EXPECT_FALSE(take(Limit::timer_control, "b"));
  EXPECT_FALSE(take(Limit::room_guesses, "a"));
}

TEST_F(RateLimiterTest, LookingCountsNothing) {
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(await(limiter_.peek(Limit::room_guesses, "a")));
  while (!take(Limit::room_guesses, "a")) continue;
  EXPECT_EQ(await(limiter_.peek(Limit::room_guesses, "a")), take(Limit::room_guesses, "a"));
}

TEST_F(RateLimiterTest, WhatIsTakenHereCountsEverywhere) {
  while (!limiter_.take_here(Limit::socket_openings, "a")) continue;
  EXPECT_TRUE(take(Limit::socket_openings, "a"));
}

TEST_F(RateLimiterTest, WithoutRulesLetsEverythingThrough) {
  RateLimiter off(clock_, std::nullopt);
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(off.take_here(Limit::timer_control, "a"));
  EXPECT_FALSE(await(off.peek(Limit::timer_control, "a")));
  await(off.forgive(Limit::password_person, "a"));
}

TEST(ClientKey, TakesAnIpv6NetworkAsOneClient) {
  const auto key = [](const char* text) { return client_key(boost::asio::ip::make_address(text)); };
  EXPECT_EQ(key("2001:db8::1"), key("2001:db8::ffff:1"));
  EXPECT_NE(key("2001:db8::1"), key("2001:db8:0:1::1"));
  EXPECT_NE(key("192.0.2.1"), key("192.0.2.2"));
  EXPECT_EQ(key("::ffff:192.0.2.1"), "192.0.2.1");
}

TEST(NetworkKey, TakesTheNeighboursTogether) {
  const auto key = [](const char* text) {
    return network_key(boost::asio::ip::make_address(text));
  };
  EXPECT_EQ(key("192.0.2.1"), key("192.0.2.254"));
  EXPECT_EQ(key("192.0.2.1"), key("::ffff:192.0.2.7"));
  EXPECT_NE(key("192.0.2.1"), key("192.0.3.1"));
  EXPECT_EQ(key("2001:db8::1"), key("2001:db8::ffff:1"));
  EXPECT_NE(key("2001:db8::1"), key("2001:db8:0:1::1"));
}

}  // namespace
}  // namespace pomopomo::realtime
