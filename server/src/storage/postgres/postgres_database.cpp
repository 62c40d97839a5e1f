#include "storage/postgres/postgres_database.hpp"

#include <fmt/format.h>

#include <deque>
#include <thread>

#include "core/log.hpp"
#include "storage/postgres/errors.hpp"
#include "storage/postgres/migrator.hpp"
#include "storage/postgres/worker.hpp"

namespace pomopomo::storage {
namespace {

using namespace postgres;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::chrono::nanoseconds kStartPause = 500ms;

// Waits for a server that is still starting. Throws: StorageError, Refused.
void await_server(const PostgresOptions& options) {
  const auto give_up = steady_clock::now() + options.start_patience;
  while (true) {
    try {
      Connection(options.url, std::max(give_up, steady_clock::now() + kStartPause));
      return;
    } catch (const ConnectionLost& error) {
      if (steady_clock::now() >= give_up) {
        throw StorageError(
            fmt::format("{}; is PostgreSQL running, and is the address right?", error.what()));
      }
      log::warn("database_absent", {{"error", error.what()}});
    }
    std::this_thread::sleep_for(kStartPause);
  }
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const PostgresOptions& options)
      : migrations_(options.migrations),
        shared_{.url = options.url,
                .deadline = options.deadline,
                .connect_patience = options.connect_patience,
                .queue = JobQueue(options.queue_bound)} {
    await_server(options);
    for (std::size_t i = 0; i < options.connections; ++i) workers_.emplace_back(shared_);
  }
  ~PostgresDatabase() override { close(); }

  void migrate() override { postgres::migrate(shared_.url, migrations_); }

  asio::awaitable<void> maintain() override {
    co_await write([](Transaction& tx) { make_partitions(tx); });
  }

  void close() override {
    shared_.queue.close();
    workers_.clear();
  }

 protected:
  asio::awaitable<void> run_work(bool writes, Work work) override {
    return run_job(writes ? Kind::write : Kind::read, std::move(work),
                   [this](std::unique_ptr<Job> job) { shared_.queue.push(std::move(job)); });
  }

 private:
  const std::span<const Migration> migrations_;
  Worker::Shared shared_;
  std::deque<Worker> workers_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace pomopomo::storage
