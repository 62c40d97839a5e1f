#include <gmock/gmock.h>

#include "storage/sqlite/sqlite_fixture.hpp"

namespace pomopomo::storage {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

using GroupCommit = SqliteTest;

constexpr Statement kLimitPages{"sqlite_test/limit_pages", "PRAGMA max_page_count = 40"};

TEST_F(GroupCommit, SyncsBeforeItAnswers) {
  insert(1);
  for (std::int64_t id = 2; id <= 5; ++id) {
    const int before = disk_.log_syncs;
    insert(id);
    EXPECT_EQ(disk_.log_syncs, before + 1);
  }
}

TEST_F(GroupCommit, SyncsOnceForAGroup) {
  insert(1);
  for (std::int64_t id = 2; id <= 51; ++id) join_group(inserting(id));
  const int before = disk_.log_syncs;
  for (auto& member : run_group()) member.get();
  EXPECT_EQ(disk_.log_syncs, before + 1);
  EXPECT_THAT(items(), SizeIs(51));
}

TEST_F(GroupCommit, TakesNoMoreThanItsLimit) {
  open(10);
  insert(1);
  for (std::int64_t id = 2; id <= 51; ++id) join_group(inserting(id));
  const int before = disk_.log_syncs;
  for (auto& member : run_group()) member.get();
  EXPECT_EQ(disk_.log_syncs, before + 6);  // 50 and the one that held the group open, ten at a time
}

TEST_F(GroupCommit, SyncsNothingForTransactionsThatRolledBack) {
  insert(1);
  const int before = disk_.log_syncs;
  EXPECT_THROW(insert(1), StorageError);
  EXPECT_EQ(disk_.log_syncs, before);
}

TEST_F(GroupCommit, RunsEffectsInTheOrderOfTheGroup) {
  std::vector<int> order;
  for (int i = 0; i < 20; ++i) {
    join_group(
        [&order, i](Transaction& tx) { tx.after_commit([&order, i] { order.push_back(i); }); });
  }
  for (auto& member : run_group()) member.get();
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_THAT(order, SizeIs(20));
}

TEST_F(GroupCommit, RunsTheOthersAgainWhenOneRollsBackTheWholeGroup) {
  await(db().write([](Transaction& tx) { tx.execute(kLimitPages); }));
  int runs = 0;
  int effects = 0;
  for (std::int64_t id = 1; id <= 3; ++id) {
    join_group([&, id](Transaction& tx) {
      ++runs;
      tx.after_commit([&] { ++effects; });
      inserting(id)(tx);
    });
  }
  join_group(inserting(4, 1'000'000));  // more than 40 pages hold
  join_group(inserting(5));
  auto members = run_group();
  for (const std::size_t fine : {0, 1, 2, 4}) EXPECT_NO_THROW(members[fine].get());
  EXPECT_THROW(members[3].get(), StorageFull);
  EXPECT_THAT(items(), ElementsAre(1, 2, 3, 5));
  EXPECT_EQ(runs, 6);
  EXPECT_EQ(effects, 3);
}

}  // namespace
}  // namespace pomopomo::storage
