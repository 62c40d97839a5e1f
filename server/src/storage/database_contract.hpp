#pragma once
// What every backend must keep: tests that run on each of `contract_backends`.

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace pomopomo::storage {

// A place where one backend keeps its data; gone with all data at destruction.
class BackendHome {
 public:
  virtual ~BackendHome() = default;
  // Opens what was left there. `queue_bound`: transactions that may wait.
  virtual std::unique_ptr<Database> open(std::span<const Migration> steps,
                                         std::size_t queue_bound) = 0;
  // How many write transactions it runs at a time.
  virtual std::size_t write_threads() const = 0;
  // The type of a column that holds bytes.
  virtual std::string_view blob_type() const = 0;
};

struct Backend {
  const char* name;
  std::unique_ptr<BackendHome> (*make)();
};
// For GoogleTest.
inline void PrintTo(const Backend& backend, std::ostream* out) {
  *out << backend.name;
}

// Every backend of this program.
std::vector<Backend> contract_backends();
#define CONTRACT_FOR_EVERY_BACKEND(suite)                                           \
  INSTANTIATE_TEST_SUITE_P(Backends, suite, testing::ValuesIn(contract_backends()), \
                           [](const auto& info) { return info.param.name; })

// Starts with a migrated, empty schema: items (id, whole, fraction, text, data) and counters (id,
// value).
class DatabaseContract : public testing::TestWithParam<Backend> {
 protected:
  static constexpr std::size_t kQueueBound = 2000;

  DatabaseContract();
  ~DatabaseContract() override;

  Database& db() { return *db_; }
  // Runs `task` beside the test, as an event loop would.
  template <class T>
  std::future<T> start(asio::awaitable<T> task) {
    return asio::co_spawn(loops_, std::move(task), asio::use_future);
  }
  template <class T>
  T await(asio::awaitable<T> task) {
    return start(std::move(task)).get();
  }
  void insert_item(std::int64_t id);
  // Ids of all items, rising.
  std::vector<std::int64_t> items();
  // Closes the database and opens it again with other steps; not migrated.
  void reopen(std::span<const Migration> steps, std::size_t queue_bound = kQueueBound);
  std::span<const Migration> steps() const { return steps_; }

 private:
  std::string schema_;
  std::vector<Migration> steps_;
  std::unique_ptr<BackendHome> home_;
  std::unique_ptr<Database> db_;
  asio::thread_pool loops_{2};

 protected:
  BackendHome& home() { return *home_; }
};

namespace contract_sql {

inline constexpr Statement kInsert{"contract/items.insert", "INSERT INTO items (id) VALUES (:id)"};
inline constexpr Statement kInsertAll{"contract/items.insert_all",
                                      "INSERT INTO items (id, whole, fraction, text, data) VALUES "
                                      "(:id, :whole, :fraction, :text, :data)"};
inline constexpr Statement kFind{"contract/items.find", "SELECT * FROM items WHERE id = :id"};
inline constexpr Statement kIds{"contract/items.ids", "SELECT id FROM items ORDER BY id"};
inline constexpr Statement kClear{"contract/items.clear", "DELETE FROM items"};
inline constexpr Statement kBroken{"contract/items.broken", "SELECT nothing FROM nowhere"};
inline constexpr Statement kPutCounter{"contract/counters.put",
                                       "INSERT INTO counters (id, value) VALUES (:id, :value)"};
inline constexpr Statement kGetCounter{"contract/counters.get",
                                       "SELECT value FROM counters WHERE id = :id"};
inline constexpr Statement kLockCounter{"contract/counters.lock",
                                        "SELECT value FROM counters WHERE id = :id",
                                        "SELECT value FROM counters WHERE id = :id FOR UPDATE"};
inline constexpr Statement kSetCounter{"contract/counters.set",
                                       "UPDATE counters SET value = :value WHERE id = :id"};

}  // namespace contract_sql

}  // namespace pomopomo::storage
