#pragma once
// A named SQL statement of a feature's sql/*.sql, embedded at build by tools/embed_sql.py.

#include <string_view>

namespace pomopomo::storage {

// Lives as long as the program; `text` names its parameters `:name`.
struct Statement {
  std::string_view name;           // "<feature>/<file>.<statement>", unique
  std::string_view text;           // serves both dialects, or SQLite where they differ
  std::string_view postgres = {};  // PostgreSQL's own text where they differ, else empty
};

}  // namespace pomopomo::storage
