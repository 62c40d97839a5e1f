#pragma once
// Which backends stand behind the ports. Only backends.cpp names SQLite and PostgreSQL.

#include <memory>

#include "app/config.hpp"
#include "cluster/database_clock.hpp"
#include "core/clock.hpp"
#include "storage/database.hpp"

namespace pomopomo::app {

// Where the truth is, and whose time counts.
struct Backend {
  std::unique_ptr<storage::Database> db;
  // Given for a database that several processes share: a connection of its own for heartbeats, and
  // the database's time.
  std::unique_ptr<storage::Database> heartbeat_db;
  std::unique_ptr<cluster::DatabaseClock> database_clock;
  SystemClock system_clock;

  bool is_shared() const { return database_clock != nullptr; }
  const Clock& clock() const {
    return is_shared() ? static_cast<const Clock&>(*database_clock) : system_clock;
  }
  storage::Database& heartbeats() { return is_shared() ? *heartbeat_db : *db; }
  void close();
};

// Opens what the settings name, with this version's schema.
// Throws: storage::StorageError, with a text for operators.
Backend open_backend(const Config& config);

// Where the truth is, for messages: without a password.
std::string name_of_database(const Config& config);

// What the PostgreSQL role that serves needs besides the schema, as SQL.
std::string_view setup_of_database();

// Opens it to read alone, whether it is served or not. Throws: as `open_backend`.
std::unique_ptr<storage::Database> open_to_read(const Config& config);

// Copies the database into Config::backup_file, whether it is served or not.
// Returns: the copy's size in bytes. Throws: storage::StorageError, with a text for operators.
std::uint64_t back_up_database(const Config& config);

}  // namespace pomopomo::app
