#pragma once
// Brings a PostgreSQL schema up to this program's version.

#include <span>
#include <string>

#include "storage/migrations.hpp"

namespace pomopomo::storage::postgres {

// Several processes may do this at once: one works, the others wait and find nothing left to do.
// Throws: StorageError (see Database::migrate).
void migrate(const std::string& url, std::span<const Migration> known);

}  // namespace pomopomo::storage::postgres
