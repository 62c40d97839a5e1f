#include "accounts/password/password_hasher.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <vector>

#include "core/random.hpp"
#include "storage/testing.hpp"

namespace pomopomo::accounts {
namespace {

using storage::await;

class PasswordHasherTest : public testing::Test {
 protected:
  PasswordHasherTest() { init_random(); }
  PasswordHasher hasher_;
};

TEST_F(PasswordHasherTest, AU11_UsesArgon2idWithEnoughMemoryAndPasses) {
  const auto stored = await(hasher_.hash("tomatensalat am see")).value();
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored;
  EXPECT_NE(await(hasher_.hash("tomatensalat am see")).value(), stored) << "salted";
}

TEST_F(PasswordHasherTest, AU10_TheWholeLengthCounts) {
  const std::string long_one(200, 'x');
  const auto stored = await(hasher_.hash(long_one)).value();
  EXPECT_TRUE(await(hasher_.verify(stored, long_one)).value());
  EXPECT_FALSE(await(hasher_.verify(stored, long_one.substr(1) + "y")).value());
  EXPECT_FALSE(await(hasher_.verify(stored, long_one.substr(1))).value());
  const std::string with_nul("tomato\0salad", 12);
  const auto stored_too = await(hasher_.hash(with_nul)).value();
  EXPECT_FALSE(await(hasher_.verify(stored_too, "tomato")).value());
  EXPECT_TRUE(await(hasher_.verify(stored_too, with_nul)).value());
}

TEST_F(PasswordHasherTest, NothingFitsWhereNobodyIsKnown) {
  EXPECT_FALSE(await(hasher_.verify(std::nullopt, "")).value());
  EXPECT_FALSE(await(hasher_.verify(std::nullopt, "tomatensalat am see")).value());
  EXPECT_FALSE(await(hasher_.verify("no hash at all", "tomatensalat am see")).value());
}

TEST_F(PasswordHasherTest, RefusesThoseWhoWouldWaitTooLong) {
  asio::io_context loop(1);
  PasswordHasher small(3);
  std::vector<std::future<Result<bool>>> all;
  for (int i = 0; i < 8; ++i)
    all.push_back(asio::co_spawn(loop, small.verify(std::nullopt, "x"), asio::use_future));
  loop.run();
  int refused = 0;
  for (auto& one : all) {
    const auto answer = one.get();
    if (answer) continue;
    ++refused;
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_EQ(answer.error().reason, "overloaded");
    EXPECT_TRUE(answer.error().retry_after);
  }
  EXPECT_GT(refused, 0);
  EXPECT_LE(refused, 5);
  EXPECT_FALSE(await(small.verify(std::nullopt, "x")).value()) << "there is room again";
}

}  // namespace
}  // namespace pomopomo::accounts
