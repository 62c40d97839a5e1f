#pragma once
// For tests of any module: a database of their own, and a way to await on the spot.
//
//   storage::TestDatabase test;
//   auto room = storage::await(test.db().write([&](Transaction& tx) { … }));

#include <stdlib.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "storage/postgres/fresh_database.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace pomopomo::storage {

// A directory that is removed with all it holds.
class TempDir {
 public:
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "pomopomo-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw StorageError("no temporary directory");
    path_ = name;
  }
  ~TempDir() { std::filesystem::remove_all(path_); }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A migrated database: SQLite in a temporary directory, or with POMOPOMO_TEST_STORE=postgres a
// fresh one on the server of tools/with_postgres.py.
class TestDatabase {
 public:
  TestDatabase() {
    const char* store = std::getenv("POMOPOMO_TEST_STORE");
    if (store && store == std::string_view("postgres")) {
      db_ = open_postgres({.url = postgres_.emplace().url(), .connections = 3});
    } else {
      db_ = open_sqlite({.data_dir = directory_.path()});
    }
    db_->migrate();
  }
  Database& db() { return *db_; }

 private:
  TempDir directory_;
  std::optional<FreshDatabase> postgres_;
  std::unique_ptr<Database> db_;
};

// Runs `task` to its end on the calling thread. Returns or throws what it does.
template <class T>
T await(asio::awaitable<T> task) {
  asio::io_context loop(1);
  auto future = asio::co_spawn(loop, std::move(task), asio::use_future);
  loop.run();
  return future.get();
}

}  // namespace pomopomo::storage
