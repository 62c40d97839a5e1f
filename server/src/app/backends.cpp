#include "app/backends.hpp"

#include "storage/postgres/postgres_database.hpp"
#include "storage/sqlite/backup.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace pomopomo::app {

namespace {

Backend open_shared(const Config& config) {
  Backend backend;
  backend.database_clock = std::make_unique<cluster::DatabaseClock>();
  backend.db = storage::open_postgres({.url = config.database});
  backend.heartbeat_db = storage::open_postgres({.url = config.database, .connections = 1});
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
  return backend;
}

std::uint64_t back_up_database(const Config& config) {
  return storage::back_up_sqlite(config.data_dir, config.backup_file);
}

}  // namespace pomopomo::app
