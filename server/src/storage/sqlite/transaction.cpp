#include "storage/sqlite/transaction.hpp"

#include "core/log.hpp"

namespace pomopomo::storage {

template <class Call>
auto SqliteTransaction::noting_failure(Call call) {
  if (error_) std::rethrow_exception(error_);
  try {
    return call();
  } catch (const StorageError&) {
    error_ = std::current_exception();
    throw;
  }
}

Rows SqliteTransaction::query(const Statement& statement, Params params) {
  return noting_failure([&] { return connection_.query(statement, params); });
}

std::int64_t SqliteTransaction::execute(const Statement& statement, Params params) {
  return noting_failure([&] { return connection_.execute(statement, params); });
}

bool SqliteTransaction::run(Job& job) {
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

void run_effects(const std::vector<std::function<void()>>& effects) {
  for (const auto& effect : effects) {
    try {
      effect();
    } catch (const std::exception& thrown) {
      log::error("after_commit_threw", {{"error", thrown.what()}});
    }
  }
}

}  // namespace pomopomo::storage
