#include "core/ids.hpp"

#include <gtest/gtest.h>

namespace pomopomo {
namespace {

class StoppedClock final : public Clock {
 public:
  TimePoint now() const override { return from_epoch_ms(1'800'000'000'000); }
};

TEST(IdGenerator, RisesStrictlyWhileTheClockStandsStill) {
  const StoppedClock clock;
  IdGenerator ids(clock, 3);
  auto last = ids.next<RoomId>();
  for (int i = 0; i < 10'000; ++i) {
    const auto next = ids.next<RoomId>();
    ASSERT_GT(next, last);
    last = next;
  }
}

TEST(ParseId, TakesOnlyPlainPositiveNumbers) {
  EXPECT_EQ(parse_id("9223372036854775807"), 9'223'372'036'854'775'807);
  for (const std::string_view text : {"", "0", "-1", "+1", "01", " 1", "1 ", "1.0", "1e3",
                                      "9223372036854775808", "99999999999999999999", "abc"}) {
    EXPECT_EQ(parse_id(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace pomopomo
