#pragma once
// Which backend stands behind the ports. Only backends.cpp names SQLite.

#include <memory>

#include "app/config.hpp"
#include "storage/database.hpp"

namespace pomopomo::app {

// Throws: storage::StorageError, with a text for operators.
std::unique_ptr<storage::Database> open_database(const Config& config);

// Copies the database into Config::backup_file, whether it is served or not.
// Returns: the copy's size in bytes. Throws: storage::StorageError, with a text for operators.
std::uint64_t back_up_database(const Config& config);

}  // namespace pomopomo::app
