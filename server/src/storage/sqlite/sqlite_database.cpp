#include "storage/sqlite/sqlite_database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/clock.hpp"
#include "core/log.hpp"
#include "storage/sql.hpp"
#include "storage/sqlite/checkpointer.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/data_dir.hpp"
#include "storage/sqlite/disk_health.hpp"
#include "storage/sqlite/reader_pool.hpp"
#include "storage/sqlite/writer.hpp"

namespace pomopomo::storage {
namespace {

constexpr std::chrono::seconds kMigrationPatience{10};

std::vector<AppliedMigration> applied_migrations(Connection& connection) {
  std::vector<AppliedMigration> applied;
  for (const Row& row : connection.query(sql::migrations::list)) {
    applied.push_back({row.integer("number"), row.text("name"), row.text("checksum")});
  }
  return applied;
}

void apply(Connection& connection, const Migration& step) {
  const auto label = fmt::format("migration {:04}_{}", step.number, step.name);
  connection.run_script("BEGIN IMMEDIATE", label);
  try {
    connection.run_script(std::string(step.text), label);
    connection.execute(sql::migrations::insert, {{"number", step.number},
                                                 {"name", step.name},
                                                 {"checksum", step.checksum},
                                                 {"applied_at", SystemClock().now()}});
    connection.run_script("COMMIT", label);
  } catch (const StorageError&) {
    if (connection.in_transaction()) connection.run_script("ROLLBACK", label);
    throw;
  }
  log::info("schema_migrated", {{"number", step.number}, {"name", step.name}});
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : directory_(options.data_dir),
        migrations_(options.migrations),
        checkpointer_(directory_.database_file(), health_),
        writer_(directory_.database_file(),
                {options.queue_bound, options.max_group, options.max_group_time}, checkpointer_,
                health_),
        readers_(directory_.database_file(), options.readers, options.queue_bound) {}
  ~SqliteDatabase() override { close_all(); }

  void migrate() override {
    Connection connection(directory_.database_file(), Connection::Mode::read_write,
                          kMigrationPatience);
    connection.execute(sql::migrations::create_table);
    const auto applied = applied_migrations(connection);
    for (const Migration& step : pending_migrations(migrations_, applied)) apply(connection, step);
  }

  bool writable() const override { return !health_.failed(); }

  void close() override { close_all(); }

 protected:
  asio::awaitable<void> run_work(bool writes, Work work) override {
    return run_job(writes ? Kind::write : Kind::read, std::move(work),
                   [this, writes](std::unique_ptr<Job> job) {
                     writes ? writer_.push(std::move(job)) : readers_.push(std::move(job));
                   });
  }

 private:
  void close_all() {
    writer_.close();
    readers_.close();
    checkpointer_.close();
  }

  DataDir directory_;
  std::span<const Migration> migrations_;
  DiskHealth health_;
  Checkpointer checkpointer_;
  Writer writer_;
  ReaderPool readers_;
};

class SqliteReader final : public Database {
 public:
  explicit SqliteReader(const std::filesystem::path& file) : readers_(file, 1, kReaderQueue) {}

  void migrate() override { refuse(); }
  bool writable() const override { return false; }
  void close() override { readers_.close(); }

 protected:
  asio::awaitable<void> run_work(bool writes, Work work) override {
    if (writes) refuse();
    return run_job(Kind::read, std::move(work),
                   [this](std::unique_ptr<Job> job) { readers_.push(std::move(job)); });
  }

 private:
  static constexpr std::size_t kReaderQueue = 16;
  [[noreturn]] static void refuse() { throw StorageError("the database is open only to read"); }

  ReaderPool readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite_reader(const std::filesystem::path& data_dir) {
  const auto file = data_dir / "pomopomo.db";
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown))
    throw StorageError(fmt::format("data directory {}: has no database", data_dir.string()));
  return std::make_unique<SqliteReader>(file);
}

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
  // Nobody asks SQLite how much memory it uses; counting costs a global lock at each allocation.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);  // fails, harmlessly, when SQLite is already in use
  return std::make_unique<SqliteDatabase>(options);
}

}  // namespace pomopomo::storage
