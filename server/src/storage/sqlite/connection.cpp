#include "storage/sqlite/connection.hpp"

#include <fmt/format.h>

#include <cerrno>

#include "storage/statement_coverage.hpp"

namespace pomopomo::storage {
namespace {

// What every connection needs, whatever it is for.
//  - foreign_keys: off by default in SQLite.
//  - trusted_schema, cell_size_check: a damaged or planted file must not reach further than an
//    error.
//  - synchronous=FULL: a COMMIT has reached the disk before it returns.
constexpr auto kSettings = R"(
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA synchronous = FULL;
  PRAGMA temp_store = MEMORY;
)";
// The log file is cut back to this size once a checkpoint has emptied it.
constexpr auto kJournal = R"(
  PRAGMA journal_mode = WAL;
  PRAGMA journal_size_limit = 67108864;
)";

bool is_full(int code, int system_error) {
  if (code == SQLITE_FULL) return true;
  // A failed sync is never "only full": the kernel may have dropped what it could not write.
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) return false;
  return (code & 0xff) == SQLITE_IOERR && (system_error == ENOSPC || system_error == EDQUOT);
}

// Resets a statement however its run ended.
class ResetGuard {
 public:
  explicit ResetGuard(Prepared& prepared) : prepared_(prepared) {}
  ~ResetGuard() { prepared_.reset(); }
  ResetGuard(const ResetGuard&) = delete;
  ResetGuard& operator=(const ResetGuard&) = delete;

 private:
  Prepared& prepared_;
};

}  // namespace

Connection::Connection(const std::filesystem::path& file, Mode mode,
                       std::chrono::milliseconds patience) {
  const int flags =
      mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  if (!opened) throw StorageError("out of memory");
  sqlite3_extended_result_codes(opened, 1);
  if (code != SQLITE_OK) fail(fmt::format("opening {}", file.string()));
  sqlite3_busy_timeout(opened, static_cast<int>(patience.count()));
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A double-quoted name that no column has is an error, not text.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  // Only the checkpointer moves the log into the file: it knows when the disk must not be trusted
  // any more.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (mode == Mode::read_write) {
    // Unasked, SQLite falls back to reading when it may not write.
    if (sqlite3_db_readonly(opened, "main") == 1) {
      throw StorageError(fmt::format("{} is read-only", file.string()));
    }
    run_script(kJournal, file.string());
  }
  run_script(kSettings, file.string());
}

Rows Connection::query(const Statement& statement, Params params) {
  Prepared& prepared = prepare(statement);
  Rows rows;
  run(prepared, statement.name, params, [&] { rows.push_back(prepared.row()); });
  return rows;
}

std::int64_t Connection::execute(const Statement& statement, Params params) {
  Prepared& prepared = prepare(statement);
  run(prepared, statement.name, params, [] {});
  return prepared.changes_data() ? sqlite3_changes64(handle_.get()) : 0;
}

void Connection::execute_each(const Statement& statement, Params lists) {
  Prepared& prepared = prepare(statement);
  const auto count = length_of_lists(statement.name, lists);
  for (std::size_t place = 0; place < count; ++place) {
    const ResetGuard reset(prepared);
    prepared.bind_place(statement.name, lists, place);
    if (prepared.step() != SQLITE_DONE) fail(statement.name);
  }
}

void Connection::run_script(const std::string& script, std::string_view what) {
  if (sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(what);
}

Prepared& Connection::prepare(const Statement& statement) {
  if (auto found = prepared_.find(statement.text.data()); found != prepared_.end())
    return found->second;
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), statement.text.data(),
                                      static_cast<int>(statement.text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, &rest);
  Prepared prepared(made);
  if (code != SQLITE_OK) fail(statement.name);
  if (!made) throw StorageError(fmt::format("{}: no statement", statement.name));
  note_executed(statement.name);
  return prepared_.emplace(statement.text.data(), std::move(prepared)).first->second;
}

template <class OnRow>
void Connection::run(Prepared& prepared, std::string_view name, Params params, OnRow on_row) {
  ResetGuard reset(prepared);
  prepared.bind(name, params);
  int code = SQLITE_ROW;
  while ((code = prepared.step()) == SQLITE_ROW) on_row();
  if (code != SQLITE_DONE) fail(name);
}

void Connection::fail(std::string_view what) {
  last_error_ = sqlite3_extended_errcode(handle_.get());
  const auto message =
      fmt::format("{}: {} (SQLite {})", what, sqlite3_errmsg(handle_.get()), last_error_);
  if (is_full(last_error_, sqlite3_system_errno(handle_.get()))) throw StorageFull(message);
  throw StorageError(message);
}

}  // namespace pomopomo::storage
