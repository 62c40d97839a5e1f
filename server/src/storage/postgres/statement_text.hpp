#pragma once
// A statement's text as PostgreSQL takes it: `:name` becomes `$1`, `$2`, …

#include <string>
#include <string_view>
#include <vector>

namespace pomopomo::storage::postgres {

struct StatementText {
  std::string sql;
  std::vector<std::string> parameters;  // [i] is $i+1; each name once
};

// Leaves `::casts`, quoted text, quoted names and comments alone.
StatementText number_parameters(std::string_view text);

}  // namespace pomopomo::storage::postgres
