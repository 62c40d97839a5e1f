#pragma once
// Brings a PostgreSQL schema up to this program's version.

#include <span>
#include <string>

#include "storage/migrations.hpp"
#include "storage/sql.hpp"

namespace pomopomo::storage::postgres {

// Several processes may do this at once: one works, the others wait and find nothing left to do.
// Throws: StorageError (see Database::migrate).
void migrate(const std::string& url, std::span<const Migration> known);

// Makes the partitions for the time ahead, if the schema has a function for that.
template <class Queries>
void make_partitions(Queries& queries) {
  if (queries.query(sql::partitions::can_make).at(0).boolean("can_make"))
    queries.query(sql::partitions::make);
}

}  // namespace pomopomo::storage::postgres
