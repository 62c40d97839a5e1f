#pragma once
// The backend for several processes: PostgreSQL 15 or newer, straight or through PgBouncer in
// transaction pooling.

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace pomopomo::storage {

struct PostgresOptions {
  std::string url;                            // postgresql://user:password@host/database
  std::size_t connections = 8;                // database threads, each with one connection
  std::size_t queue_bound = 4096;             // transactions that may wait
  std::chrono::milliseconds deadline{5'000};  // after which a transaction has ended or failed
  std::chrono::milliseconds start_patience{10'000};   // how long to wait for an absent server
  std::chrono::milliseconds connect_patience{2'000};  // for one attempt, once started
  std::span<const Migration> migrations = postgres_migrations();  // must outlive the database
};

// Opens the database; the schema is brought up by `migrate`.
// Throws: StorageError with a text for operators: at once when the server refuses (password, no
// such database), after `start_patience` when it does not answer.
std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

// What the role that serves needs besides the schema; `migrate` runs it for its own role.
std::string_view postgres_setup();

}  // namespace pomopomo::storage
