#include <gmock/gmock.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "storage/sqlite/sqlite_fixture.hpp"

namespace pomopomo::storage {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::ThrowsMessage;

using SqliteDatabase = SqliteTest;

TEST_F(SqliteDatabase, RunsWithTheSettingsThatMakeItDurableAndStrict) {
  static constexpr Statement kJournal{"sqlite_test/journal", "PRAGMA journal_mode"};
  static constexpr Statement kSynchronous{"sqlite_test/synchronous", "PRAGMA synchronous"};
  static constexpr Statement kForeignKeys{"sqlite_test/foreign_keys", "PRAGMA foreign_keys"};
  static constexpr Statement kTrusted{"sqlite_test/trusted", "PRAGMA trusted_schema"};
  await(db().write([](Transaction& tx) {
    EXPECT_EQ(tx.query_one(kJournal)->text("journal_mode"), "wal");
    EXPECT_EQ(tx.query_one(kSynchronous)->integer("synchronous"), 2);
    EXPECT_EQ(tx.query_one(kForeignKeys)->integer("foreign_keys"), 1);
    EXPECT_EQ(tx.query_one(kTrusted)->integer("trusted_schema"), 0);
  }));
}

TEST_F(SqliteDatabase, KeepsNulInText) {
  static constexpr Statement kEcho{"sqlite_test/echo",
                                   "SELECT :text AS text, length(:text) AS length"};
  const std::string text("a\0b", 3);
  const auto row =
      await(db().read([&](Transaction& tx) { return tx.query_one(kEcho, {{"text", text}}); }));
  EXPECT_EQ(row->text("text"), text);
}

TEST_F(SqliteDatabase, MovesALongLogIntoTheFileWhileItRuns) {
  const auto size = [&] { return std::filesystem::file_size(file("pomopomo.db")); };
  const auto before = size();
  insert(1, 8'000'000);  // two thousand pages: past the passive mark, far from the restarting one
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (size() == before && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  EXPECT_GT(size(), before);
}

TEST_F(SqliteDatabase, LeavesAnEmptyLogWhenClosed) {
  insert(1);
  EXPECT_GT(std::filesystem::file_size(file("pomopomo.db-wal")), 0);
  db().close();
  EXPECT_EQ(std::filesystem::file_size(file("pomopomo.db-wal")), 0);
}

TEST_F(SqliteDatabase, HasItsDirectoryForItself) {
  const SqliteOptions same = {.data_dir = file("pomopomo.db").parent_path()};
  EXPECT_THAT([&] { open_sqlite(same); },
              ThrowsMessage<StorageError>(
                  testing::AllOf(HasSubstr(same.data_dir.string()), HasSubstr("in use"))));
}

TEST(SqliteDataDir, IsMadeWhenMissing) {
  TempDir parent;
  open_sqlite({.data_dir = parent.path() / "a" / "b"})->migrate();
  EXPECT_TRUE(std::filesystem::exists(parent.path() / "a" / "b" / "pomopomo.db"));
}

TEST(SqliteDataDir, ThatIsAFileIsRefusedByName) {
  TempDir parent;
  const auto path = parent.path() / "file";
  std::ofstream(path) << "not a directory";
  EXPECT_THAT([&] { open_sqlite({.data_dir = path}); },
              ThrowsMessage<StorageError>(HasSubstr(path.string())));
}

TEST(SqliteDataDir, ThatCannotBeWrittenIsRefusedByName) {
  TempDir parent;
  std::filesystem::permissions(parent.path(), std::filesystem::perms{0555});
  // Root may write anywhere; as somebody else this thread may not.
  const bool root = ::geteuid() == 0;
  if (root) ::setfsuid(65534);
  EXPECT_THAT([&] { open_sqlite({.data_dir = parent.path()}); },
              ThrowsMessage<StorageError>(testing::AllOf(HasSubstr(parent.path().string()),
                                                         HasSubstr("Permission denied"))));
  if (root) ::setfsuid(0);
  std::filesystem::permissions(parent.path(), std::filesystem::perms{0755});
}

TEST(SqliteDataDir, WithADatabaseThatIsDamagedIsRefused) {
  TempDir directory;
  std::ofstream(directory.path() / "pomopomo.db") << std::string(8192, 'x');
  EXPECT_THAT([&] { open_sqlite({.data_dir = directory.path()}); },
              ThrowsMessage<StorageError>(HasSubstr("not a database")));
}

TEST(SqliteMigrations, OfThisProgramBuildASchema) {
  TempDir directory;
  auto db = open_sqlite({.data_dir = directory.path()});
  db->migrate();
  static constexpr Statement kCheck{"sqlite_test/foreign_key_check", "PRAGMA foreign_key_check"};
  EXPECT_THAT(await(db->read([](Transaction& tx) { return tx.query(kCheck); })), SizeIs(0));
}

}  // namespace
}  // namespace pomopomo::storage
