#include "app/person_sockets.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace pomopomo::app {
namespace {

TEST(PersonSockets, RefusesOneTooManyUntilAPlaceIsFree) {
  PersonSockets people(2);
  auto first = people.take(PersonId{1});
  const auto second = people.take(PersonId{1});
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(people.take(PersonId{1}));
  EXPECT_TRUE(people.take(PersonId{2})) << "others have their own";
  first.reset();
  EXPECT_TRUE(people.take(PersonId{1}));
}

TEST(PersonSockets, ZeroMeansAnyNumber) {
  PersonSockets people(0);
  std::vector<PersonSockets::Place> places;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(places.emplace_back(people.take(PersonId{1})));
}

TEST(PersonSockets, ManyThreadsNeverHoldMoreThanAllowed) {
  PersonSockets people(3);
  std::atomic<int> held = 0;
  std::atomic<int> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 2000; ++n) {
          const auto place = people.take(PersonId{1});
          if (!place) continue;
          const int now = ++held;
          for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) continue;
          --held;
        }
      });
    }
  }
  EXPECT_GE(most, 1);
  EXPECT_LE(most, 3);
  std::vector<PersonSockets::Place> places;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(places.emplace_back(people.take(PersonId{1})));
}

}  // namespace
}  // namespace pomopomo::app
