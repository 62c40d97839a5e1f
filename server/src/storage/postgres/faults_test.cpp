// What becomes of transactions when connections break (REL6): lost answers to COMMIT, killed
// sessions, peers that say nothing more, and the way back.

#include <gmock/gmock.h>

#include <array>
#include <future>
#include <latch>
#include <thread>

#include "storage/postgres/tcp_proxy.hpp"
#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

using namespace std::chrono_literals;
using postgres::TcpProxy;
using testing::ElementsAre;
using testing::IsEmpty;
using Fault = TcpProxy::Fault;

constexpr std::array<Migration, 1> kSteps = {
    {{1, "items", "checksum",
      "CREATE TABLE items (id BIGINT PRIMARY KEY, text TEXT);"
      "INSERT INTO items VALUES (-1, 'a'), (-2, 'b');"}}};
constexpr Statement kInsert{"faults/insert", "INSERT INTO items (id, text) VALUES (:id, :text)"};
constexpr Statement kIds{"faults/ids", "SELECT id FROM items WHERE id > 0 ORDER BY id"};
constexpr Statement kLock{"faults/lock", "SELECT text FROM items WHERE id = :id FOR UPDATE"};
constexpr Statement kDie{"faults/die", "SELECT pg_terminate_backend(pg_backend_pid())"};
constexpr Statement kCrash{"faults/crash", "SELECT pg_stat_reset_shared('wal')"};

class PostgresFaults : public testing::TestWithParam<const char*> {
 protected:
  static constexpr auto kDeadline = 3s;

  PostgresFaults() {
    const auto url = fresh_.url();
    const auto colon = url.rfind(':');
    const auto slash = url.rfind('/');
    proxy_.emplace(static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1))));
    db_ = open_postgres(
        {.url = fmt::format("{}{}{}", url.substr(0, colon + 1), proxy_->port(), url.substr(slash)),
         .connections = 2,
         .deadline = kDeadline,
         .migrations = kSteps});
    db_->migrate();
  }
  ~PostgresFaults() override {
    db_.reset();
    proxy_.reset();
  }

  Database& db() { return *db_; }
  TcpProxy& proxy() { return *proxy_; }

  // Inserts the item, counting the runs and the effects.
  auto inserting(std::int64_t id) {
    return [this, id](Transaction& tx) {
      ++runs_;
      tx.execute(kInsert, {{"id", id}, {"text", Null{}}});
      tx.after_commit([this] { ++effects_; });
    };
  }
  void insert(std::int64_t id) { await(db().write(inserting(id))); }
  std::vector<std::int64_t> items() {
    return await(db().read([](Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const Row& row : tx.query(kIds)) ids.push_back(row.integer("id"));
      return ids;
    }));
  }
  // Runs the task again while the database is out of reach.
  void insert_when_back(std::int64_t id) {
    const auto give_up = std::chrono::steady_clock::now() + 30s;
    while (true) {
      try {
        return insert(id);
      } catch (const StorageError&) {
        if (std::chrono::steady_clock::now() > give_up) throw;
        std::this_thread::sleep_for(10ms);
      }
    }
  }

  std::atomic<int> runs_ = 0;
  std::atomic<int> effects_ = 0;

 private:
  FreshDatabase fresh_{GetParam()};
  std::optional<TcpProxy> proxy_;
  std::unique_ptr<Database> db_;
};
// Where no PostgreSQL is given (tools/with_postgres.py) there is nothing to run these on.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresFaults);
INSTANTIATE_TEST_SUITE_P(On, PostgresFaults, testing::ValuesIn(test_postgres_variables()));

TEST_P(PostgresFaults, ACommitWhoseAnswerWasLostCountsAsDone) {
  proxy().set(Fault::cut_after_commit);
  insert(1);
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(effects_, 1);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(PostgresFaults, ACommitThatDoesNotAnswerIsLookedInto) {
  proxy().set(Fault::swallow_commit);
  insert(1);
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(effects_, 1);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(PostgresFaults, ACommitThatNeverArrivedRunsAgain) {
  proxy().set(Fault::cut_before_commit);
  insert(1);
  EXPECT_EQ(runs_, 2);
  EXPECT_EQ(effects_, 1);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(PostgresFaults, ACommitOfWhichNothingCanBeLearnedIsUnknown) {
  proxy().set(Fault::cut_after_commit, Fault::refuse);
  EXPECT_THROW(insert(1), CommitUnknown);
  EXPECT_EQ(effects_, 0);
  proxy().set(Fault::none);
  insert_when_back(2);
  EXPECT_THAT(items(), ElementsAre(1, 2));
}

// A crash of the server may give the same id to another transaction. (All that tells a crash is
// that statistics began anew.)
TEST_P(PostgresFaults, ACommitBeforeACrashIsUnknown) {
  proxy().set(Fault::cut_after_commit, Fault::refuse);
  std::thread crash([this] {
    while (proxy().refused() == 0) std::this_thread::yield();
    FreshDatabase elsewhere;
    const auto other = open_postgres({.url = elsewhere.url(), .connections = 1});
    await(other->write([](Transaction& tx) { tx.execute(kCrash); }));
    proxy().set(Fault::none);
  });
  EXPECT_THROW(insert(1), CommitUnknown);
  crash.join();
}

TEST_P(PostgresFaults, AKilledSessionRunsItsTransactionAgain) {
  await(db().write([&](Transaction& tx) {
    tx.execute(kInsert, {{"id", 1}, {"text", Null{}}});
    if (++runs_ == 1) tx.execute(kDie);
  }));
  EXPECT_EQ(runs_, 2);
  EXPECT_THAT(items(), ElementsAre(1));
  await(db().read([&](Transaction& tx) {
    if (++runs_ == 3) tx.query(kDie);
  }));
  EXPECT_EQ(runs_, 4);
}

TEST_P(PostgresFaults, ASessionThatIsKilledAgainAndAgainFailsItsTransaction) {
  EXPECT_THROW(await(db().write([](Transaction& tx) { tx.execute(kDie); })), StorageError);
  insert_when_back(1);
}

TEST_P(PostgresFaults, ADeadlockRunsOneOfTheTwoAgain) {
  std::latch both(2);
  const auto locking = [&](std::int64_t first, std::int64_t second) {
    return [&, first, second, run = 0](Transaction& tx) mutable {
      // Whoever runs again lets the other one go first.
      if (++run > 1) std::swap(first, second);
      tx.query(kLock, {{"id", first}});
      if (run == 1) both.arrive_and_wait();
      tx.query(kLock, {{"id", second}});
      ++runs_;
    };
  };
  auto other = std::async(std::launch::async, [&] { await(db().write(locking(-2, -1))); });
  await(db().write(locking(-1, -2)));
  other.get();
  EXPECT_EQ(runs_, 2);
}

TEST_P(PostgresFaults, APeerThatSaysNothingMoreFailsWhoWaitsAndIsLeft) {
  proxy().set(Fault::swallow);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(insert(1), StorageError);
  EXPECT_THROW(items(), StorageError);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2 * kDeadline + 2s);
  proxy().set(Fault::none);
  insert_when_back(2);
  EXPECT_THAT(items(), ElementsAre(2));
}

TEST_P(PostgresFaults, WhileTheServerIsAwayAllFailsAtOnceAndComesBackByItself) {
  proxy().set(Fault::refuse);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) EXPECT_THROW(insert(1), StorageError);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 50 * kDeadline / 4);
  proxy().set(Fault::none);
  insert_when_back(2);
  EXPECT_THAT(items(), ElementsAre(2));
}

TEST_P(PostgresFaults, ATextWithANulIsRefusedByName) {
  EXPECT_THAT(
      [&] {
        await(db().write([](Transaction& tx) {
          tx.execute(kInsert, {{"id", 1}, {"text", std::string("a\0b", 3)}});
        }));
      },
      testing::ThrowsMessage<StorageError>(
          testing::AllOf(testing::HasSubstr("parameter text"), testing::HasSubstr("NUL"))));
  EXPECT_THAT(items(), IsEmpty());
}

}  // namespace
}  // namespace pomopomo::storage
