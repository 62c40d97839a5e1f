// What group commit brings: durable inserts a second (synchronous=FULL) by how many callers write
// at once. Compare the rows of one run with each other; the absolute figures are those of the disk.

#include <benchmark/benchmark.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>

#include "storage/sqlite/sqlite_database.hpp"
#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

constexpr Migration kItems{1, "items", "bench",
                           "CREATE TABLE items (id INTEGER PRIMARY KEY, data TEXT NOT NULL);"};
constexpr Statement kInsert{"bench/items.insert",
                            "INSERT INTO items (id, data) VALUES (:id, :data)"};

asio::awaitable<void> insert(Database& db, std::int64_t id) {
  co_await db.write([id](Transaction& tx) {
    tx.execute(kInsert, {{"id", id}, {"data", "a line of chat or so"}});
  });
}

void durable_inserts(benchmark::State& loop) {
  const TempDir directory;
  const std::array migrations = {kItems};
  const auto db = open_sqlite({.data_dir = directory.path(), .migrations = migrations});
  db->migrate();
  std::int64_t id = 0;
  for (auto _ : loop) {
    asio::io_context io(1);
    for (int i = 0; i < loop.range(0); ++i)
      asio::co_spawn(io, insert(*db, ++id), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
      });
    io.run();
  }
  loop.SetItemsProcessed(id);
  db->close();
}
BENCHMARK(durable_inserts)
    ->ArgName("at_once")
    ->Arg(1)
    ->Arg(16)
    ->Arg(256)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pomopomo::storage
