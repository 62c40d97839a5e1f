#include <gmock/gmock.h>

#include <array>

#include "storage/database_contract.hpp"

namespace pomopomo::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr Statement kNumbers{"contract/migrations.numbers",
                             "SELECT number FROM schema_migrations ORDER BY number"};
constexpr Statement kIntoNew{"contract/migrations.into_new", "INSERT INTO added (id) VALUES (1)"};
constexpr Statement kIntoHalf{"contract/migrations.into_half", "INSERT INTO half (id) VALUES (1)"};

// Starts with the contract's schema as step 1.
class DatabaseMigrations : public DatabaseContract {
 protected:
  static constexpr Migration kAdd{2, "add", "checksum-2",
                                  "CREATE TABLE added (id BIGINT PRIMARY KEY);"};
  static constexpr Migration kHalfBroken{
      3, "half_broken", "checksum-3",
      "CREATE TABLE half (id BIGINT PRIMARY KEY); INSERT INTO nowhere VALUES (1);"};

  std::vector<Migration> with(std::initializer_list<Migration> more) {
    std::vector<Migration> all(steps().begin(), steps().end());
    all.insert(all.end(), more);
    return all;
  }
  std::vector<std::int64_t> applied() {
    return await(db().read([](Transaction& tx) {
      std::vector<std::int64_t> numbers;
      for (const Row& row : tx.query(kNumbers)) numbers.push_back(row.integer("number"));
      return numbers;
    }));
  }
  bool works(const Statement& statement) {
    try {
      await(db().write([&](Transaction& tx) { tx.execute(statement); }));
      return true;
    } catch (const StorageError&) {
      return false;
    }
  }
};
CONTRACT_FOR_EVERY_BACKEND(DatabaseMigrations);

TEST_P(DatabaseMigrations, RunOnce) {
  db().migrate();
  db().migrate();
  EXPECT_THAT(applied(), ElementsAre(1));
}

TEST_P(DatabaseMigrations, AddOnlyTheStepsThatAreMissing) {
  const auto more = with({kAdd});
  insert_item(1);
  reopen(more);
  EXPECT_FALSE(works(kIntoNew));
  db().migrate();
  EXPECT_TRUE(works(kIntoNew));
  EXPECT_THAT(applied(), ElementsAre(1, 2));
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseMigrations, LeaveNothingOfAStepThatFails) {
  const auto more = with({kAdd, kHalfBroken});
  reopen(more);
  EXPECT_THAT([&] { db().migrate(); }, ThrowsMessage<StorageError>(HasSubstr("0003_half_broken")));
  EXPECT_THAT(applied(), ElementsAre(1, 2));
  EXPECT_FALSE(works(kIntoHalf));
  EXPECT_TRUE(works(kIntoNew));
}

TEST_P(DatabaseMigrations, RefuseANewerSchema) {
  const auto more = with({kAdd});
  reopen(more);
  db().migrate();
  reopen(steps());
  EXPECT_THAT([&] { db().migrate(); }, ThrowsMessage<StorageError>(testing::AllOf(
                                           HasSubstr("version 2"), HasSubstr("up to 1"))));
  EXPECT_THAT(applied(), ElementsAre(1, 2));
}

TEST_P(DatabaseMigrations, RefuseAStepThatWasChangedAfterItRan) {
  std::vector<Migration> changed(steps().begin(), steps().end());
  changed[0].checksum = "another";
  reopen(changed);
  EXPECT_THAT([&] { db().migrate(); }, ThrowsMessage<StorageError>(HasSubstr("0001_contract")));
}

}  // namespace
}  // namespace pomopomo::storage
