#include "http/address_caps.hpp"

#include <gtest/gtest.h>

namespace pomopomo::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class AddressCapsTest : public testing::Test {
 protected:
  // Opens a connection from `address`; false when refused.
  bool open(std::string_view address) {
    auto counter = caps_.admit(boost::asio::ip::make_address(address), now_);
    if (!counter) {
      refusal_ = counter.error();
      return false;
    }
    slots_.emplace_back(loop_, std::move(*counter));
    return true;
  }
  int open_many(std::string_view address, int wanted) {
    int opened = 0;
    for (int i = 0; i < wanted; ++i) opened += open(address) ? 1 : 0;
    return opened;
  }

  std::shared_ptr<AddressCaps::Counter> loop_ = std::make_shared<AddressCaps::Counter>(0);
  AddressCaps caps_{Limits{.connections_per_address = 100, .new_connections_per_address = 10}};
  AddressCaps::Clock::time_point now_ = AddressCaps::Clock::now();
  std::vector<ConnectionSlot> slots_;
  Refusal refusal_;
};

TEST_F(AddressCapsTest, AnAddressMayHoldSoManyAndAnotherJustAsMany) {
  EXPECT_EQ(open_many("192.0.2.1", 150), 100);
  EXPECT_EQ(refusal_.status, 429U);
  EXPECT_EQ(refusal_.limit, "connections_per_address");
  EXPECT_EQ(open_many("192.0.2.2", 150), 100);
}

// REL10: whoever was connected may come back at once.
TEST_F(AddressCapsTest, AllThatWereOpenMayComeBackAtOnce) {
  ASSERT_EQ(open_many("192.0.2.1", 100), 100);
  now_ += seconds(10);  // the rate has long been kept to
  slots_.clear();
  EXPECT_EQ(open_many("192.0.2.1", 100), 100);
}

TEST_F(AddressCapsTest, ChurnBeyondTheBurstIsHeldToTheRate) {
  int opened = 0;
  for (int tick = 0; tick < 100; ++tick) {  // 10 s of 50 a second
    for (int i = 0; i < 5; ++i) opened += open("192.0.2.1") ? 1 : 0;
    slots_.clear();
    now_ += milliseconds(100);
  }
  EXPECT_NEAR(opened, 100 + 10 * 10, 2);
  ASSERT_FALSE(open_many("192.0.2.1", 5) == 5);
  EXPECT_EQ(refusal_.limit, "new_connections_per_address");
  now_ += refusal_.retry_after.value();
  EXPECT_TRUE(open("192.0.2.1")) << "after waiting as told";
}

// RL2: one customer has a whole /64.
TEST_F(AddressCapsTest, AnIPv6NetworkIsOneAddressAndAMappedAddressIsIPv4) {
  int opened = 0;
  for (int i = 1; i <= 150; ++i) opened += open("2001:db8:1:2::" + std::to_string(i)) ? 1 : 0;
  EXPECT_EQ(opened, 100);
  EXPECT_TRUE(open("2001:db8:1:3::1"));
  EXPECT_EQ(open_many("192.0.2.1", 60) + open_many("::ffff:192.0.2.1", 60), 100);
  EXPECT_TRUE(open("::ffff:192.0.2.2"));
}

TEST_F(AddressCapsTest, ForgetsAddressesThatRest) {
  for (int i = 0; i < 5'000; ++i) {
    ASSERT_TRUE(open("10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250)));
    slots_.clear();
    now_ += milliseconds(10);
  }
  EXPECT_LT(caps_.known(), 2'100U);
}

TEST_F(AddressCapsTest, ZeroIsNoLimit) {
  caps_ = AddressCaps(Limits{.connections_per_address = 0, .new_connections_per_address = 0});
  EXPECT_EQ(open_many("192.0.2.1", 5'000), 5'000);
}

}  // namespace
}  // namespace pomopomo::http
