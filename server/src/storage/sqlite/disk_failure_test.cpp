#include <gmock/gmock.h>

#include <thread>

#include "storage/sqlite/sqlite_fixture.hpp"

namespace pomopomo::storage {
namespace {

using testing::ElementsAre;

using DiskFailure = SqliteTest;

TEST_F(DiskFailure, AFullDiskRefusesWritesKeepsReadingAndHealsByItself) {
  insert(1);
  disk_.full = true;
  EXPECT_THROW(insert(2), StorageFull);
  EXPECT_THROW(insert(3), StorageFull);
  EXPECT_THAT(items(), ElementsAre(1));
  disk_.full = false;
  insert(4);
  EXPECT_THAT(items(), ElementsAre(1, 4));
}

TEST_F(DiskFailure, AGroupThatFindsTheDiskFullAtCommitAcknowledgesNobody) {
  bool effect = false;
  insert(1);
  join_group(inserting(2));
  join_group([&](Transaction& tx) {
    tx.after_commit([&] { effect = true; });
    inserting(3)(tx);
    disk_.full = true;
  });
  for (auto& member : run_group()) EXPECT_THROW(member.get(), StorageFull);
  disk_.full = false;
  EXPECT_FALSE(effect);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_F(DiskFailure, AfterAFailedSyncNothingIsEverAcknowledgedAgain) {
  insert(1);
  disk_.log_sync_fails = true;
  EXPECT_THROW(insert(2), StorageError);
  disk_.log_sync_fails = false;
  EXPECT_THROW(insert(3), StorageError);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_F(DiskFailure, AfterAFailedSyncANewStartFindsAllThatWasAcknowledged) {
  insert(1);
  disk_.log_sync_fails = true;
  EXPECT_THROW(insert(2), StorageError);
  disk_.log_sync_fails = false;
  open(256);
  insert(3);
  // The second was never acknowledged: it may be there or not.
  EXPECT_THAT(items(), testing::IsSupersetOf({1, 3}));
}

TEST_F(DiskFailure, AfterAFailedWriteNothingIsEverAcknowledgedAgain) {
  insert(1);
  disk_.write_fails = true;
  EXPECT_THROW(insert(2), StorageError);
  disk_.write_fails = false;
  EXPECT_THROW(insert(3), StorageError);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_F(DiskFailure, AfterAFailedCheckpointNothingIsEverAcknowledgedAgain) {
  disk_.file_sync_fails = true;
  insert(1, 8'000'000);  // long enough a log to be moved
  const auto refused = [&] {
    try {
      await(db().write([](Transaction&) {}));
      return false;
    } catch (const StorageError&) {
      return true;
    }
  };
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!refused() && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  disk_.file_sync_fails = false;
  EXPECT_THROW(insert(2), StorageError);
  open(256);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_F(DiskFailure, AFullDiskKeepsNobodyFromOpeningAndReading) {
  insert(1);
  disk_.full = true;
  open(256);
  EXPECT_THAT(items(), ElementsAre(1));
  EXPECT_THROW(insert(2), StorageFull);
  disk_.full = false;
  insert(3);
  EXPECT_THAT(items(), ElementsAre(1, 3));
}

}  // namespace
}  // namespace pomopomo::storage
