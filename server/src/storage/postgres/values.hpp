#pragma once
// Values on their way to PostgreSQL and back.

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"
#include "storage/postgres/statement_text.hpp"

namespace pomopomo::storage::postgres {

// The parameters of one execution, as PQsendQueryParams takes them: integers as int8, fractions as
// float8, bytes as bytea, text as text, lists as arrays.
class Bindings {
 public:
  // Refers to `params`, which must live as long.
  // Throws: StorageError naming `statement` and the parameter that is missing, that the text does
  // not have, or that is a text with a NUL, which PostgreSQL cannot hold.
  Bindings(std::string_view statement, const StatementText& text, Params params);

  int count() const { return static_cast<int>(types_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void bind(const Value& value);
  void add(Oid type, const char* value, std::size_t length, int format);
  void add_made(Oid type, std::string text);

  std::vector<Oid> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::deque<std::string> made_;
};

// The rows of an answer in text format. Booleans are integers, as everywhere in this program.
Rows to_rows(const PGresult* answer);

}  // namespace pomopomo::storage::postgres
