#include "rooms/focus_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace pomopomo::rooms {
namespace {

Span span(int room, int from_min, int to_min) {
  return {RoomId{room}, from_epoch_ms(from_min * 60'000LL), from_epoch_ms(to_min * 60'000LL)};
}

// IN9
TEST(FocusTime, CountsWhatSomebodyWasThereFor) {
  EXPECT_EQ(focus_time({span(1, 5, 40)}, {span(1, 0, 25), span(1, 30, 55)}),
            std::chrono::minutes(30));
  EXPECT_EQ(focus_time({span(1, 0, 25)}, {span(2, 0, 25)}), Seconds(0)) << "another room";
  EXPECT_EQ(focus_time({}, {span(1, 0, 25)}), Seconds(0));
}

// IN9
TEST(FocusTime, CountsNoMinuteTwice) {
  EXPECT_EQ(focus_time({span(1, 0, 25), span(1, 0, 25), span(1, 10, 20)}, {span(1, 0, 25)}),
            std::chrono::minutes(25))
      << "three tabs";
  EXPECT_EQ(focus_time({span(1, 0, 25), span(2, 0, 25)}, {span(1, 0, 25), span(2, 5, 30)}),
            std::chrono::minutes(25))
      << "two rooms at once";
}

// IN9
TEST(FocusTime, IsTheMinutesInWhichAStayAndARunMeet) {
  rc::check([] {
    const auto spans = rc::gen::container<std::vector<Span>>(rc::gen::map(
        rc::gen::tuple(rc::gen::inRange(1, 3), rc::gen::inRange(0, 30), rc::gen::inRange(0, 30)),
        [](const auto& t) {
          const auto [room, a, b] = t;
          return span(room, std::min(a, b), std::max(a, b));
        }));
    const auto stays = *spans;
    const auto runs = *spans;
    std::set<std::int64_t> minutes;
    for (const auto& stay : stays) {
      for (const auto& run : runs) {
        if (stay.room != run.room) continue;
        for (auto at = std::max(stay.from, run.from); at < std::min(stay.to, run.to);
             at += std::chrono::minutes(1))
          minutes.insert(to_epoch_ms(at));
      }
    }
    RC_ASSERT(focus_time(stays, runs) == std::chrono::minutes(minutes.size()));
  });
}

}  // namespace
}  // namespace pomopomo::rooms
