// What the program does besides serving; each opens the database, does its part and ends.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <iostream>

#include "accounts/roles.hpp"
#include "app/backends.hpp"
#include "app/serve.hpp"
#include "core/log.hpp"
#include "reports/reports.hpp"

namespace pomopomo::app {

namespace {

// Leases begin at 0; so many processes never share a database.
constexpr unsigned kNumberOfNoNode = 1023;

}  // namespace

ExitCode migrate(const Config& config) {
  if (config.print_setup) {
    std::cout << setup_of_database();
    return ExitCode::ok;
  }
  try {
    open_backend(config).close();
  } catch (const storage::StorageError& error) {
    log::error("migration_failed",
               {{"database", name_of_database(config)}, {"error", error.what()}});
    return ExitCode::storage;
  }
  log::info("migrated", {{"database", name_of_database(config)}});
  return ExitCode::ok;
}

ExitCode backup(const Config& config) {
  const auto file = config.backup_file.string();
  try {
    const auto bytes = back_up_database(config);
    log::info("backed_up", {{"file", file}, {"bytes", bytes}});
  } catch (const storage::StorageError& error) {
    log::error("backup_failed", {{"file", file}, {"error", error.what()}});
    return ExitCode::storage;
  }
  return ExitCode::ok;
}

ExitCode grant_admin(const Config& config) {
  try {
    auto backend = open_backend(config);
    auto& db = backend.heartbeats();  // no lease of a node is needed to write through it
    asio::io_context loop(1);
    IdGenerator ids(backend.system_clock, kNumberOfNoNode);
    accounts::Revocations revocations(db, backend.system_clock, ids, backend.is_shared(), loop);
    accounts::Sessions sessions(db, backend.system_clock, ids, revocations);
    auto granting = asio::co_spawn(loop, accounts::grant_admin(db, sessions, config.admin_email),
                                   asio::use_future);
    loop.run();
    const auto granted = granting.get();
    backend.close();
    if (!granted) {
      log::error("admin_not_granted", {{"error", granted.error().message}});
      return ExitCode::failure;
    }
    log::info("admin_granted");
    return ExitCode::ok;
  } catch (const storage::StorageError& error) {
    log::error("storage_unusable",
               {{"database", name_of_database(config)}, {"error", error.what()}});
    return ExitCode::storage;
  }
}

ExitCode print_reports(const Config& config) {
  try {
    const auto db = open_to_read(config);
    asio::io_context loop(1);
    auto reading =
        asio::co_spawn(loop, reports::list_reports(*db, config.max_reports), asio::use_future);
    loop.run();
    for (const auto& report : reading.get()) std::cout << reports::to_line(report) << '\n';
    db->close();
  } catch (const storage::StorageError& error) {
    log::error("reports_unreadable",
               {{"database", name_of_database(config)}, {"error", error.what()}});
    return ExitCode::storage;
  }
  return ExitCode::ok;
}

}  // namespace pomopomo::app
