#pragma once
// `pomopomo serve`, `pomopomo migrate`, `pomopomo backup`, `pomopomo reports` and `pomopomo admin`.

#include "app/config.hpp"

namespace pomopomo::app {

// Serves until SIGTERM or SIGINT, then stops gracefully: not ready for Config::not_ready_time, then
// no new connections, everybody told and closed over Config::drain_time, every request answered,
// what was accepted is stored. A second signal ends at once.
ExitCode serve(const Config& config);

// Brings the schema up to date. Prints what it did.
ExitCode migrate(const Config& config);

// Copies the database into Config::backup_file.
ExitCode backup(const Config& config);

// Makes the person with Config::admin_email an ADMIN.
ExitCode grant_admin(const Config& config);

// Prints the newest Config::max_reports problem reports, a JSON object a line.
ExitCode print_reports(const Config& config);

}  // namespace pomopomo::app
