#pragma once
// A Transaction on a SQLite connection. A statement that failed dooms it, as it would on any other
// backend: it can only be rolled back, whatever `fn` makes of the exception.

#include <exception>

#include "storage/database.hpp"
#include "storage/job.hpp"
#include "storage/sqlite/connection.hpp"

namespace pomopomo::storage {

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection) : connection_(connection) {}

  Rows query(const Statement& statement, Params params) override;
  std::int64_t execute(const Statement& statement, Params params) override;

  // Runs the job's code. Returns: whether to commit. Afterwards `error` holds what the caller must
  // be told, if anything.
  bool run(Job& job);
  const std::exception_ptr& error() const { return error_; }
  std::vector<std::function<void()>> take_effects() { return std::move(effects_); }

 private:
  template <class Call>
  auto noting_failure(Call call);

  Connection& connection_;
  std::exception_ptr error_;
};

// Runs effects in order; one that throws against its contract is logged and does not stop the
// others.
void run_effects(const std::vector<std::function<void()>>& effects);

}  // namespace pomopomo::storage
