#pragma once
// `pomopomo serve` and `pomopomo migrate`.

#include "app/config.hpp"

namespace pomopomo::app {

// Serves until SIGTERM or SIGINT, then stops gracefully: not ready, no new connections, everybody
// told and closed over Config::drain_time, what was accepted is stored. A second signal ends at
// once.
ExitCode serve(const Config& config);

// Brings the schema up to date. Prints what it did.
ExitCode migrate(const Config& config);

}  // namespace pomopomo::app
