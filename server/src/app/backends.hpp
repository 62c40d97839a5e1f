#pragma once
// Which backend stands behind the ports. Only backends.cpp names SQLite.

#include <memory>

#include "app/config.hpp"
#include "storage/database.hpp"

namespace pomopomo::app {

// Throws: storage::StorageError, with a text for operators.
std::unique_ptr<storage::Database> open_database(const Config& config);

}  // namespace pomopomo::app
