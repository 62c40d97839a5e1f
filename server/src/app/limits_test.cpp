#include "app/limits.hpp"

#include <gtest/gtest.h>

namespace pomopomo::app {
namespace {

using realtime::Limit;

const realtime::RateRule& rule(const realtime::RateRules& rules, Limit limit) {
  return rules.at(static_cast<std::size_t>(limit));
}

TEST(ReadRules, ChangesWhatIsNamedAndKeepsTheRest) {
  const auto rules =
      read_rules({"timer_control=7/30s", "guest_creation=5/h", "api_person=9/250ms"});
  ASSERT_TRUE(rules);
  EXPECT_EQ(rule(*rules, Limit::timer_control).count, 7);
  EXPECT_EQ(rule(*rules, Limit::timer_control).period, std::chrono::seconds(30));
  EXPECT_EQ(rule(*rules, Limit::guest_creation).period, std::chrono::hours(1));
  EXPECT_EQ(rule(*rules, Limit::api_person).period, Millis(250));
  EXPECT_EQ(rule(*rules, Limit::room_guesses).count, 20);
}

TEST(ReadRules, RefusesWhatIsNoRuleAndSaysWhy) {
  for (const auto* wrong : {"timer_control", "timer_control=", "timer_control=10",
                            "timer_control=0/s", "timer_control=-1/s", "timer_control=10/",
                            "timer_control=10/0s", "timer_control=10/5", "timer_control=10/2d",
                            "timer_control=10/25h", "timer_control=x/s", "timer_control=10/s "}) {
    const auto rules = read_rules({wrong});
    ASSERT_FALSE(rules) << wrong;
    EXPECT_NE(rules.error().message.find("such as timer_control=10/10s"), std::string::npos)
        << rules.error().message;
  }
  for (const auto* unknown : {"", "=10/s", "timers=10/s", "Timer_control=10/s"}) {
    const auto rules = read_rules({unknown});
    ASSERT_FALSE(rules) << unknown;
    EXPECT_NE(rules.error().message.find("api_address=600/min"), std::string::npos);
  }
}

}  // namespace
}  // namespace pomopomo::app
