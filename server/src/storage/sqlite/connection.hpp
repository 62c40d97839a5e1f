#pragma once
// One SQLite connection with its cached statements. Thread: one at a time.

#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "storage/database.hpp"
#include "storage/sqlite/prepared.hpp"

namespace pomopomo::storage {

class Connection {
 public:
  enum class Mode { read_write, read_only };

  // Opens `file`; read_write makes it when missing and puts it into WAL mode.
  // `patience`: how long to wait for another connection's lock.
  Connection(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds patience);

  Rows query(const Statement& statement, Params params = {});
  // Returns: rows changed.
  std::int64_t execute(const Statement& statement, Params params = {});
  void execute_each(const Statement& statement, Params lists);
  // Runs several statements without parameters; `what` names them in errors.
  void run_script(const std::string& script, std::string_view what);

  // False once SQLite itself has rolled the transaction back, as it does when the disk is full.
  bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
  // SQLite's extended code of the last failure.
  int last_error() const { return last_error_; }
  sqlite3* handle() { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  Prepared& prepare(const Statement& statement);
  // Runs `step` until the statement is done, calling `on_row` for each row.
  template <class OnRow>
  void run(Prepared& prepared, std::string_view name, Params params, OnRow on_row);
  // Throws: StorageFull or StorageError for the connection's last failure.
  [[noreturn]] void fail(std::string_view what);

  std::unique_ptr<sqlite3, Close> handle_;
  // By the text's address: statements live as long as the program.
  std::unordered_map<const char*, Prepared> prepared_;
  int last_error_ = SQLITE_OK;
};

}  // namespace pomopomo::storage
