#pragma once
// Tells the tests which statements ran: with POMOPOMO_SQL_COVERAGE=<file> in the environment, the
// name of each statement is appended to that file when a connection runs it for the first time.
// tools/check_sql_coverage.py reads the file.

#include "storage/statement.hpp"

namespace pomopomo::storage {

// Thread: any.
// `name`: the statement's; with "@postgres" where PostgreSQL has a text of its own.
void note_executed(std::string_view name);

}  // namespace pomopomo::storage
