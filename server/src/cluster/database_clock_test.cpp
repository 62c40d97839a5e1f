#include "cluster/database_clock.hpp"

#include <gtest/gtest.h>

namespace pomopomo::cluster {
namespace {

constexpr TimePoint kNoon = from_epoch_ms(1'800'000'000'000);

TEST(DatabaseClock, IsStaleUntilItsFirstSample) {
  const DatabaseClock clock;
  EXPECT_FALSE(clock.is_fresh());
}

TEST(DatabaseClock, TellsTheDatabasesTimeWhateverTheMachineThinks) {
  DatabaseClock clock;
  const auto asked = DatabaseClock::monotonic();
  clock.sample(kNoon, asked, asked);
  EXPECT_TRUE(clock.is_fresh());
  const auto told = clock.now() - kNoon;
  EXPECT_GE(told, Millis(0));
  EXPECT_LE(told, DatabaseClock::monotonic() - asked);
}

TEST(DatabaseClock, ASampleOfFiveSecondsAgoIsStale) {
  DatabaseClock clock;
  const auto asked = DatabaseClock::monotonic() - DatabaseClock::kFreshFor - Millis(1);
  clock.sample(kNoon, asked, asked);
  EXPECT_FALSE(clock.is_fresh());
}

// REL8: the database's clock was set back by an hour.
TEST(DatabaseClock, NeverGoesBack) {
  DatabaseClock clock;
  const auto at = DatabaseClock::monotonic();
  clock.sample(kNoon, at, at);
  const auto before = clock.now();
  clock.sample(kNoon - std::chrono::hours(1), at, at);
  EXPECT_GE(clock.now(), before);
  EXPECT_LT(clock.now(), before + std::chrono::minutes(1));
}

}  // namespace
}  // namespace pomopomo::cluster
