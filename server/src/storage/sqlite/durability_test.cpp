// Whoever got an answer finds it again, also when the process was killed a moment later.

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

constexpr std::array<Migration, 1> kSteps = {
    {{1, "items", "checksum", "CREATE TABLE items (id INTEGER PRIMARY KEY);"}}};
constexpr Statement kInsert{"durability_test/insert", "INSERT INTO items (id) VALUES (:id)"};
constexpr Statement kIds{"durability_test/ids", "SELECT id FROM items"};
constexpr Statement kCheck{"durability_test/check", "PRAGMA integrity_check"};

std::unique_ptr<Database> open(const std::filesystem::path& directory) {
  auto db = open_sqlite({.data_dir = directory, .migrations = kSteps});
  db->migrate();
  return db;
}

// Inserts ids first, first + step, … for ever, and tells each that was acknowledged.
asio::awaitable<void> insert_on(Database& db, std::int64_t first, std::int64_t step, int tell) {
  for (std::int64_t id = first;; id += step) {
    co_await db.write([id](Transaction& tx) { tx.execute(kInsert, {{"id", id}}); });
    if (::write(tell, &id, sizeof id) != sizeof id) co_return;
  }
}

// Runs in the child until it is killed.
[[noreturn]] void write_for_ever(const std::filesystem::path& directory, std::int64_t first,
                                 int tell) {
  constexpr std::int64_t kWriters = 8;
  auto db = open(directory);
  asio::io_context loop(1);
  for (std::int64_t writer = 0; writer < kWriters; ++writer) {
    asio::co_spawn(loop, insert_on(*db, first + writer, kWriters, tell),
                   [](const std::exception_ptr&) {});
  }
  loop.run();
  ::_exit(1);
}

TEST(Durability, KeepsEveryAcknowledgedWriteThroughSigkill) {
  constexpr int kRounds = 5;
  constexpr int kAcksPerRound = 200;
  TempDir directory;
  std::set<std::int64_t> acknowledged;
  for (int round = 0; round < kRounds; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      write_for_ever(directory.path(), std::int64_t{round} * 1'000'000, ends[1]);
    }
    ::close(ends[1]);
    std::int64_t id = 0;
    // What is still in the pipe after the kill was acknowledged as well.
    for (int acks = 0; ::read(ends[0], &id, sizeof id) == sizeof id; ++acks) {
      acknowledged.insert(id);
      if (acks == kAcksPerRound) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
  }
  auto db = open(directory.path());
  const auto found = await(db->read([](Transaction& tx) {
    std::set<std::int64_t> ids;
    for (const Row& row : tx.query(kIds)) ids.insert(row.integer("id"));
    return ids;
  }));
  EXPECT_GE(acknowledged.size(), std::size_t{kRounds * kAcksPerRound});
  EXPECT_TRUE(std::ranges::includes(found, acknowledged));
  EXPECT_EQ(await(db->read(
                [](Transaction& tx) { return tx.query_one(kCheck)->text("integrity_check"); })),
            "ok");
}

}  // namespace
}  // namespace pomopomo::storage
