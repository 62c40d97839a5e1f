#pragma once
// For the tests of the SQLite backend: a small schema on a FaultyDisk, and groups that the test
// composes.

#include <gtest/gtest.h>

#include <array>
#include <future>
#include <latch>
#include <vector>

#include "storage/sqlite/faulty_disk.hpp"
#include "storage/testing.hpp"

namespace pomopomo::storage {

inline constexpr Statement kInsert{"sqlite_test/items.insert",
                                   "INSERT INTO items (id, data) VALUES (:id, :data)"};
inline constexpr Statement kIds{"sqlite_test/items.ids", "SELECT id FROM items ORDER BY id"};

class SqliteTest : public testing::Test {
 protected:
  static constexpr std::array<Migration, 1> kSteps = {
      {{1, "items", "checksum", "CREATE TABLE items (id INTEGER PRIMARY KEY, data BLOB);"}}};

  SqliteTest() { open(256); }

  void open(std::size_t max_group) {
    db_.reset();
    db_ = open_sqlite({.data_dir = directory_.path(),
                       .max_group = max_group,
                       .max_group_time = std::chrono::minutes(1),
                       .migrations = kSteps});
    db_->migrate();
  }
  Database& db() { return *db_; }
  std::filesystem::path file(const char* name) const { return directory_.path() / name; }

  static auto inserting(std::int64_t id, std::size_t bytes = 1) {
    return [id, bytes](Transaction& tx) {
      tx.execute(kInsert, {{"id", id}, {"data", Blob{std::string(bytes, 'x')}}});
    };
  }
  void insert(std::int64_t id, std::size_t bytes = 1) { await(db().write(inserting(id, bytes))); }
  std::vector<std::int64_t> items() {
    return await(db().read([](Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const Row& row : tx.query(kIds)) ids.push_back(row.integer("id"));
      return ids;
    }));
  }

  // Adds a transaction to the next group; `run_group` runs them in this order, as far as the limits
  // allow.
  template <class Fn>
  void join_group(Fn fn) {
    if (members_.empty()) {
      // The first holds the group open until the others wait in the queue.
      members_.push_back(start(db().write([this](Transaction&) {
        open_.count_down();
        queued_.wait();
      })));
      loop_.poll();
      open_.wait();
    }
    members_.push_back(start(db().write(std::move(fn))));
  }
  std::vector<std::future<void>> run_group() {
    loop_.poll();
    queued_.count_down();
    loop_.run();
    members_.erase(members_.begin());
    return std::move(members_);
  }

  FaultyDisk disk_;

 private:
  std::future<void> start(asio::awaitable<void> task) {
    return asio::co_spawn(loop_, std::move(task), asio::use_future);
  }

  TempDir directory_;
  std::unique_ptr<Database> db_;
  asio::io_context loop_{1};
  std::latch open_{1};
  std::latch queued_{1};
  std::vector<std::future<void>> members_;
};

}  // namespace pomopomo::storage
