#include "storage/postgres/migrator.hpp"

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/log.hpp"
#include "storage/postgres/connection.hpp"
#include "storage/postgres/postgres_database.hpp"

namespace pomopomo::storage::postgres {
namespace {

// A step that moves data may take its time, and so may the wait for another process's steps.
constexpr std::chrono::hours kPatience{1};

// The lock is any number that nothing else locks. PgBouncer keeps a transaction on one connection.
constexpr auto kBegin = R"(
  BEGIN;
  SET LOCAL statement_timeout = 0;
  SET LOCAL lock_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SELECT pg_advisory_xact_lock(7063121))";

constexpr Statement kHasTable{"storage/postgres.has_table",
                              "SELECT to_regclass('schema_migrations') IS NOT NULL AS there"};
constexpr Statement kHasTimeouts{
    "storage/postgres.has_timeouts",
    "SELECT coalesce(rolconfig @> ARRAY['idle_in_transaction_session_timeout=2s', "
    "'lock_timeout=2s', 'statement_timeout=5s'], false) AS has FROM pg_roles "
    "WHERE rolname = current_user"};

std::span<const Migration> pending(Connection& connection, std::span<const Migration> known) {
  // Not IF NOT EXISTS: that needs the right to make tables also when there is nothing to make.
  if (!connection.query(kHasTable).at(0).boolean("there"))
    connection.execute(sql::migrations::create_table);
  std::vector<AppliedMigration> applied;
  for (const Row& row : connection.query(sql::migrations::list)) {
    applied.push_back({row.integer("number"), row.text("name"), row.text("checksum")});
  }
  return pending_migrations(known, applied);
}

// Sessions that begin from now on have them. Not by SET: behind PgBouncer that would reach others.
void set_timeouts(Connection& connection) {
  if (connection.query(kHasTimeouts).at(0).boolean("has")) return;
  try {
    connection.run_script(std::string(postgres_setup()), "set-up of the role");
  } catch (const StorageError& error) {
    log::warn("role_not_set_up", {{"error", error.what()}, {"to_run", postgres_setup()}});
  }
}

}  // namespace

void migrate(const std::string& url, std::span<const Migration> known) {
  Connection connection(url, std::chrono::steady_clock::now() + kPatience);
  while (true) {
    connection.run_script(kBegin, "migration");
    const auto left = pending(connection, known);
    if (left.empty()) break;
    const Migration& step = left.front();
    connection.run_script(std::string(step.text),
                          fmt::format("migration {:04}_{}", step.number, step.name));
    connection.execute(sql::migrations::insert, {{"number", step.number},
                                                 {"name", step.name},
                                                 {"checksum", step.checksum},
                                                 {"applied_at", SystemClock().now()}});
    connection.run_script("COMMIT", "migration");
    log::info("schema_migrated", {{"number", step.number}, {"name", step.name}});
  }
  make_partitions(connection);
  connection.run_script("COMMIT", "migration");
  set_timeouts(connection);
}

}  // namespace pomopomo::storage::postgres

namespace pomopomo::storage {

std::string_view postgres_setup() {
  return R"(-- Time-outs of the role that serves, to be run as that role: a process that hangs must not keep rows locked.
ALTER ROLE CURRENT_USER SET idle_in_transaction_session_timeout = '2s';
ALTER ROLE CURRENT_USER SET lock_timeout = '2s';
ALTER ROLE CURRENT_USER SET statement_timeout = '5s';
)";
}

}  // namespace pomopomo::storage
