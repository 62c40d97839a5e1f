#pragma once
// What can go wrong between this program and PostgreSQL, beyond what `Database` tells its callers.

#include <libpq-fe.h>

#include <string_view>

#include "storage/database.hpp"

namespace pomopomo::storage::postgres {

// Nothing of the transaction happened, and to run it again may succeed: a deadlock, a conflict.
struct RunAgain : StorageError {
  using StorageError::StorageError;
};
// The connection is gone, or no answer came in time. Before COMMIT was sent nothing happened;
// afterwards nobody knows.
struct ConnectionLost : RunAgain {
  using RunAgain::RunAgain;
};
// To connect was refused for a reason that waiting does not mend: a wrong password, no such
// database.
struct Refused : StorageError {
  using StorageError::StorageError;
};

// Throws what a failed answer means: StorageFull, RunAgain or StorageError, naming `what` and the
// SQLSTATE.
[[noreturn]] void throw_failure(const PGresult* answer, std::string_view what);
// Throws Refused or ConnectionLost for a connection that could not be made.
// Requires: the connection's verbosity is PQERRORS_VERBOSE, which is where libpq tells the
// SQLSTATE.
[[noreturn]] void throw_connect_failure(PGconn* connection);

}  // namespace pomopomo::storage::postgres
