#include "storage/postgres/commit_order.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <vector>

namespace pomopomo::storage::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CommitOrder, LaterTurnsWaitForEarlierOnes) {
  CommitOrder order;
  std::vector<int> ran;
  CommitOrder::Turn first(order);
  CommitOrder::Turn second(order);
  second.take([&] { ran.push_back(2); });
  EXPECT_THAT(ran, IsEmpty());
  first.take([&] { ran.push_back(1); });
  EXPECT_THAT(ran, ElementsAre(1, 2));
}

TEST(CommitOrder, PassesOverATurnThatIsGivenUp) {
  CommitOrder order;
  std::vector<int> ran;
  {
    CommitOrder::Turn failed(order);
    CommitOrder::Turn(order).take([&] { ran.push_back(2); });
    EXPECT_THAT(ran, IsEmpty());
  }
  EXPECT_THAT(ran, ElementsAre(2));
}

TEST(CommitOrder, KeepsTheOrderAmongThreads) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 500;
  CommitOrder order;
  std::mutex begin;
  int next = 0;
  std::vector<int> ran;  // without a lock: never two at a time
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < kRounds; ++round) {
          std::optional<CommitOrder::Turn> turn;
          int number = 0;
          {
            std::lock_guard lock(begin);
            turn.emplace(order);
            number = next++;
          }
          std::this_thread::yield();
          turn->take([&ran, number] { ran.push_back(number); });
        }
      });
    }
  }
  EXPECT_EQ(ran.size(), kThreads * kRounds);
  EXPECT_TRUE(std::ranges::is_sorted(ran));
}

}  // namespace
}  // namespace pomopomo::storage::postgres
