#pragma once
// The schema's history: numbered steps forward, embedded from
// server/migrations/<dialect>/NNNN_name.sql.
//
// Each step runs in one transaction and is recorded in `schema_migrations` with a checksum of its
// text. A step that was released never changes: a schema whose record differs from this program's
// steps is refused, and so is a newer one.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pomopomo::storage {

struct Migration {
  std::int64_t number;        // 1, 2, 3, … without gaps
  std::string_view name;      // the file's name after the number, without .sql
  std::string_view checksum;  // SHA-256 of the text, in hex
  std::string_view text;      // one or more statements, without BEGIN and COMMIT
};

// This program's steps for SQLite, in order.
std::span<const Migration> sqlite_migrations();
// The same for PostgreSQL: the same numbers and the same logical schema.
std::span<const Migration> postgres_migrations();

// A row of `schema_migrations`.
struct AppliedMigration {
  std::int64_t number;
  std::string name;
  std::string checksum;
};

// Returns: the steps that `applied` (in order) still lacks.
// Throws: StorageError when the schema is newer than `known`, or was made by a step with another
// text.
std::span<const Migration> pending_migrations(std::span<const Migration> known,
                                              std::span<const AppliedMigration> applied);

}  // namespace pomopomo::storage
