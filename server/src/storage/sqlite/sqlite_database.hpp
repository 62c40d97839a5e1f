#pragma once
// The embedded backend: one SQLite file in a data directory.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace pomopomo::storage {

struct SqliteOptions {
  std::filesystem::path data_dir;  // made when missing; holds pomopomo.db
  std::size_t readers = 2;         // threads that read
  std::size_t queue_bound = 4096;  // transactions that may wait, readers and writers apart
  std::size_t max_group = 256;     // transactions that share one COMMIT
  std::chrono::milliseconds max_group_time{2};                  // after which a group takes no more
  std::span<const Migration> migrations = sqlite_migrations();  // must outlive the database
};

// Opens the database; the schema is brought up by `migrate`.
// Throws: StorageError naming the data directory when it cannot be written or another process uses
// it.
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

// Opens a data directory's database to read, also while another process serves it. Writing fails.
// Throws: StorageError when there is none.
std::unique_ptr<Database> open_sqlite_reader(const std::filesystem::path& data_dir);

}  // namespace pomopomo::storage
