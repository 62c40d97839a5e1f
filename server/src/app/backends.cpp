#include "app/backends.hpp"

#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/backup.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace pomopomo::app {

namespace {

Backend open_shared(const Config& config) {
  Backend backend;
  backend.database_clock = std::make_unique<cluster::DatabaseClock>();
  backend.heartbeat_db = storage::open_postgres({.url = config.database, .connections = 1});
  // Before the others connect: the role's time-outs count for sessions that begin after it.
  backend.heartbeat_db->migrate();
  backend.db = storage::open_postgres({.url = config.database});
  // Who lost touch may have been declared dead: nothing is written until a heartbeat says
  // otherwise.
  backend.db->gate_writes([&clock = *backend.database_clock] { return clock.is_fresh(); });
  return backend;
}

}  // namespace

void Backend::close() {
  if (heartbeat_db) heartbeat_db->close();
  db->close();
}

Backend open_backend(const Config& config) {
  if (!config.database.empty()) return open_shared(config);
  Backend backend;
  backend.db = storage::open_sqlite({.data_dir = config.data_dir});
  backend.db->migrate();
  return backend;
}

std::unique_ptr<storage::Database> open_to_read(const Config& config) {
  if (config.database.empty()) return storage::open_sqlite_reader(config.data_dir);
  return storage::open_postgres({.url = config.database, .connections = 1});
}

std::string name_of_database(const Config& config) {
  if (config.database.empty()) return config.data_dir.string();
  const auto at = config.database.rfind('@');
  const auto slashes = config.database.find("//") + 2;
  return at == std::string::npos ? config.database.substr(slashes) : config.database.substr(at + 1);
}

std::string_view setup_of_database() {
  return storage::postgres_setup();
}

std::uint64_t back_up_database(const Config& config) {
  if (!config.database.empty())
    throw storage::StorageError("backup copies a data directory; for PostgreSQL use pg_dump");
  return storage::back_up_sqlite(config.data_dir, config.backup_file);
}

}  // namespace pomopomo::app
