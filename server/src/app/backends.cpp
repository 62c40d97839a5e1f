#include "app/backends.hpp"

#include "storage/sqlite/backup.hpp"
#include "storage/sqlite/sqlite_database.hpp"

namespace pomopomo::app {

std::unique_ptr<storage::Database> open_database(const Config& config) {
  storage::SqliteOptions options;
  options.data_dir = config.data_dir;
  return storage::open_sqlite(options);
}

std::uint64_t back_up_database(const Config& config) {
  return storage::back_up_sqlite(config.data_dir, config.backup_file);
}

}  // namespace pomopomo::app
