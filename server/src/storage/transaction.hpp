#pragma once
// A Transaction on a backend's connection. A statement that failed dooms it on every backend: it
// can only be rolled back, whatever `fn` makes of the exception.

#include <exception>

#include "storage/database.hpp"
#include "storage/job.hpp"

namespace pomopomo::storage {

// `Connection` has `query` and `execute` as Transaction does.
template <class Connection>
class ConnectionTransaction final : public Transaction {
 public:
  explicit ConnectionTransaction(Connection& connection) : connection_(connection) {}

  Rows query(const Statement& statement, Params params) override {
    return noting_failure([&] { return connection_.query(statement, params); });
  }
  std::int64_t execute(const Statement& statement, Params params) override {
    return noting_failure([&] { return connection_.execute(statement, params); });
  }
  void execute_each(const Statement& statement, Params lists) override {
    noting_failure([&] { connection_.execute_each(statement, lists); });
  }

  // Runs the job's code. Returns: whether to commit. Afterwards `error` holds what the caller must
  // be told, if anything.
  bool run(Job& job) {
    try {
      const Outcome outcome = job.run(*this);
      // Code that met a failure and answers with an error of its own is taken at its word.
      if (outcome == Outcome::roll_back) error_ = nullptr;
      return outcome == Outcome::commit && !error_;
    } catch (...) {
      // Not swallowed: the caller's coroutine throws it on.
      error_ = std::current_exception();
      return false;
    }
  }
  const std::exception_ptr& error() const { return error_; }
  std::vector<std::move_only_function<void()>> take_effects() { return std::move(effects_); }

 private:
  template <class Call>
  auto noting_failure(Call call) {
    if (error_) std::rethrow_exception(error_);
    try {
      return call();
    } catch (const StorageError&) {
      error_ = std::current_exception();
      throw;
    }
  }

  Connection& connection_;
  std::exception_ptr error_;
};

// Runs effects in order; one that throws against its contract is logged and does not stop the
// others.
void run_effects(std::vector<std::move_only_function<void()>>& effects);

}  // namespace pomopomo::storage
