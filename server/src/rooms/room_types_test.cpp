#include "rooms/room_types.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/random.hpp"
#include "rooms/room_settings.hpp"

namespace pomopomo::rooms {
namespace {

TEST(NormalizeCode, R11_TakesAnyCaseWithOrWithoutThePrefix) {
  for (const std::string_view text :
       {"pomo-ABC234", "POMO-abc234", "abc234", "ABC234", "  Pomo-aBc234\n"}) {
    EXPECT_EQ(normalize_code(text), "pomo-ABC234") << text;
  }
}

TEST(NormalizeCode, R11_RefusesWhatCannotBeACode) {
  for (const std::string_view text :
       {"", " ", "pomo-", "ABC23", "ABC2345", "pomo-ABC23O", "pomo-ABC231", "ABC-234",
        "pomo_ABC234", "pomo-pomo-ABC234", "AB C234", "ÀBC234"}) {
    EXPECT_EQ(normalize_code(text), std::nullopt) << text;
  }
}

TEST(RandomCode, R11_IsNormalAndDoesNotRepeat) {
  init_random();
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto code = random_code();
    EXPECT_EQ(normalize_code(code), code);
    seen.insert(code);
  }
  EXPECT_GT(seen.size(), 990U);  // a repeat among 1 000 of 10^9 has odds of 1 in 2 000
}

TEST(ApplySettings, ChangesAllOrNothing) {
  Room room;
  RoomPatch patch;
  patch.theme = "forest";
  patch.capacity = 1;
  EXPECT_EQ(apply_settings(room, patch, 1000).error().fields.at(0).field, "capacity");
  EXPECT_EQ(room.theme, "tomato");
  patch.capacity = 5;
  patch.name = {true, "  Thesis\u202E squad "};
  ASSERT_TRUE(apply_settings(room, patch, 1000));
  EXPECT_EQ(room.theme, "forest");
  EXPECT_EQ(room.capacity, 5);
  EXPECT_EQ(room.name, "Thesis squad");
}

TEST(ApplySettings, ANullOrEmptyNameClearsIt) {
  Room room;
  room.name = "old";
  ASSERT_TRUE(apply_settings(room, RoomPatch{}, 1000));
  EXPECT_EQ(room.name, "old");
  RoomPatch cleared;
  cleared.name = {true, std::nullopt};
  ASSERT_TRUE(apply_settings(room, cleared, 1000));
  EXPECT_EQ(room.name, std::nullopt);
}

}  // namespace
}  // namespace pomopomo::rooms
