#pragma once
// One prepared SQLite statement: binds parameters by name, reads rows.

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace pomopomo::storage {

class Prepared {
 public:
  // Takes over `statement`, which may be null only if this is never used.
  explicit Prepared(sqlite3_stmt* statement);

  // Binds without copying: `params` must live until `reset`.
  // Throws: StorageError naming `statement` and the parameter that is missing or that the text does
  // not have.
  void bind(std::string_view statement, Params params);
  // As `bind`, of each list the value at `place`.
  void bind_place(std::string_view statement, Params lists, std::size_t place);
  int step() { return sqlite3_step(statement_.get()); }
  // The current row. Requires: `step` returned SQLITE_ROW.
  Row row();
  void reset();
  bool changes_data() const { return sqlite3_stmt_readonly(statement_.get()) == 0; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  // Binds each parameter with `bind_value(index, given)`.
  template <class BindValue>
  void bind_all(std::string_view statement, Params params, BindValue bind_value);
  void bind_one(int index, const Value& value);
  void check_bound(int index, int code) const;
  Value value(int column) const;
  // Read anew when SQLite has prepared the statement again, because the schema changed.
  void refresh_columns();

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::vector<std::string> parameters_;  // without the colon; [i] has index i + 1
  std::shared_ptr<const std::vector<std::string>> columns_;
};

}  // namespace pomopomo::storage
