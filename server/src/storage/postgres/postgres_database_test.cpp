// What is special to PostgreSQL: opening, the order of effects, time-outs, partitions.

#include "storage/postgres/postgres_database.hpp"

#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

class PostgresDatabase : public testing::TestWithParam<const char*> {
 protected:
  std::unique_ptr<Database> open(std::size_t connections = 1) {
    return open_postgres({.url = fresh_.url(), .connections = connections});
  }
  // Fails as a start with this URL does.
  static void start(const std::string& url, std::chrono::milliseconds patience) {
    open_postgres({.url = url, .connections = 1, .start_patience = patience});
  }
  std::string url() const { return fresh_.url(); }

 private:
  FreshDatabase fresh_{GetParam()};
};
// Where no PostgreSQL is given (tools/with_postgres.py) there is nothing to run these on.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresDatabase);
INSTANTIATE_TEST_SUITE_P(On, PostgresDatabase, testing::ValuesIn(test_postgres_variables()));

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST_P(PostgresDatabase, SaysAtOnceThatItIsRefused) {
  const auto start = std::chrono::steady_clock::now();
  const auto wrong = replaced(url(), "pomopomo:pomopomo", "pomopomo:wrong");
  EXPECT_THAT([&] { this->start(wrong, 30s); },
              ThrowsMessage<StorageError>(
                  AllOf(HasSubstr("authentication failed"), Not(HasSubstr("wrong")))));
  const auto elsewhere = url().substr(0, url().rfind('/')) + "/no_such_database";
  EXPECT_THAT([&] { this->start(elsewhere, 30s); },
              ThrowsMessage<StorageError>(HasSubstr("no_such_database")));
  EXPECT_THAT([&] { this->start("postgresql://me:secret@[", 30s); },
              ThrowsMessage<StorageError>(AllOf(HasSubstr("URL"), Not(HasSubstr("secret")))));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
}

TEST_P(PostgresDatabase, WaitsForAServerThatStartsButNotForEver) {
  // Nothing listens on port 1.
  EXPECT_THAT([&] { start("postgresql://pomopomo@127.0.0.1:1/pomopomo", 1s); },
              ThrowsMessage<StorageError>(HasSubstr("is PostgreSQL running")));
}

TEST_P(PostgresDatabase, MigratesForSeveralProcessesAtOnce) {
  std::vector<std::jthread> processes;
  for (int i = 0; i < 4; ++i) processes.emplace_back([&] { open()->migrate(); });
}

// Of two transactions on one row the effects run as the row changed, whichever connection they had.
TEST_P(PostgresDatabase, RunsEffectsInTheOrderInWhichRowsChanged) {
  constexpr Statement kMake{"order/make",
                            "CREATE TABLE counters (id BIGINT PRIMARY KEY, value BIGINT)"};
  constexpr Statement kFill{"order/fill", "INSERT INTO counters VALUES (0, 0), (1, 0), (2, 0)"};
  constexpr Statement kNext{"order/next",
                            "UPDATE counters SET value = value + 1 WHERE id = :id RETURNING value"};
  constexpr int kCallers = 12;
  constexpr int kRounds = 60;
  const auto db = open(6);
  await(db->write([&](Transaction& tx) {
    tx.execute(kMake);
    tx.execute(kFill);
  }));
  std::array<std::vector<std::int64_t>, 3> seen;  // without a lock: effects never run two at a time
  const auto count = [&](int caller) -> asio::awaitable<void> {
    for (int round = 0; round < kRounds; ++round) {
      const auto id = static_cast<std::size_t>((caller + round) % 3);
      co_await db->write([&, id](Transaction& tx) {
        const auto value = tx.query_one(kNext, {{"id", id}})->integer("value");
        tx.after_commit([&, id, value] { seen[id].push_back(value); });
      });
    }
  };
  asio::io_context loop(1);
  std::vector<std::future<void>> callers;
  for (int i = 0; i < kCallers; ++i)
    callers.push_back(asio::co_spawn(loop, count(i), asio::use_future));
  loop.run();
  for (auto& caller : callers) caller.get();
  for (const auto& values : seen) {
    ASSERT_EQ(values.size(), kCallers * kRounds / 3);
    for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(values[i], i + 1);
  }
}

TEST_P(PostgresDatabase, LimitsHowLongASessionMayHang) {
  constexpr Statement kSetting{"timeouts/setting", "SELECT current_setting(:name) AS value"};
  open()->migrate();
  FreshDatabase other;  // whose sessions begin after that
  const auto db = open_postgres({.url = other.url(), .connections = 1});
  for (const auto& [name, value] :
       {std::pair("idle_in_transaction_session_timeout", "2s"), std::pair("lock_timeout", "2s"),
        std::pair("statement_timeout", "5s")}) {
    EXPECT_EQ(await(db->read([&](Transaction& tx) {
                return tx.query_one(kSetting, {{"name", name}})->text("value");
              })),
              value);
    EXPECT_THAT(postgres_setup(), HasSubstr(std::string(name) + " = '" + value + "'"));
  }
}

class Partitions : public PostgresDatabase {
 protected:
  static constexpr Statement kOpen{
      "partitions/open",
      "INSERT INTO attendance (id, room_id, participant_id, person_id, node, epoch, opened_at) "
      "VALUES (:id, 1, 1, 1, 1, 1, 1)"};
  static constexpr Statement kWhere{
      "partitions/where", "SELECT tableoid::regclass::text AS part FROM attendance WHERE id = :id"};
  static constexpr Statement kMakeAt{"partitions/make_at", "SELECT make_partitions(:at) AS made"};
  static constexpr Statement kMade{
      "partitions/made",
      "SELECT count(*) AS made FROM pg_class WHERE relispartition AND relkind = 'r'"};

  // The first id of a day.
  static std::int64_t id_of(std::chrono::sys_days day) {
    return (to_epoch_ms(day) - to_epoch_ms(std::chrono::sys_days(std::chrono::year(2025) / 1 / 1)))
           << 22;
  }
  // Where a row with that id comes to lie.
  static std::string part_of(Database& db, std::int64_t id) {
    return await(db.write([&](Transaction& tx) {
      tx.execute(kOpen, {{"id", id}});
      return tx.query_one(kWhere, {{"id", id}})->text("part");
    }));
  }
  static std::int64_t number(Database& db, const Statement& statement, Params params = {}) {
    return await(db.write(
        [&](Transaction& tx) { return tx.query_one(statement, params)->integer("made"); }));
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Partitions);
INSTANTIATE_TEST_SUITE_P(On, Partitions, testing::ValuesIn(test_postgres_variables()));

std::string name_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("attendance_{}_{:02}_{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

TEST_P(Partitions, AreThereForTodayAndTwoWeeks) {
  const auto db = open();
  db->migrate();
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  for (const int ahead : {0, 1, 14}) {
    const auto day = today + std::chrono::days(ahead);
    EXPECT_EQ(part_of(*db, id_of(day)), name_of(day));
    EXPECT_EQ(part_of(*db, id_of(day + std::chrono::days(1)) - 1), name_of(day));
  }
}

TEST_P(Partitions, LoseNoRowThatHasNone) {
  const auto db = open();
  db->migrate();
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) +
                   std::chrono::days(40);
  EXPECT_EQ(part_of(*db, id_of(day)), "attendance_default");
  // That day stays there; the others get theirs.
  number(*db, kMakeAt, {{"at", TimePoint(day)}});
  EXPECT_EQ(part_of(*db, id_of(day) + 1), "attendance_default");
  EXPECT_EQ(part_of(*db, id_of(day + std::chrono::days(1))), name_of(day + std::chrono::days(1)));
}

TEST_P(Partitions, AreMadeOnce) {
  const auto db = open();
  db->migrate();
  const auto made = number(*db, kMade);
  await(db->maintain());
  db->migrate();
  EXPECT_EQ(number(*db, kMade), made);
}

}  // namespace
}  // namespace pomopomo::storage
