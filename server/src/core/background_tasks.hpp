#pragma once
// Ownership for coroutines that nobody awaits (`asio::detached` is banned: it hides errors and
// outlives its captures).
//
// A task that throws is logged once with its name. `cancel` asks all tasks to end (they see
// operation_aborted at their next suspension); the destructor cancels. Tasks must own what they
// use: parameters by value, no capturing lambdas.

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

#include "core/asio.hpp"

namespace pomopomo {

class BackgroundTasks {
 public:
  BackgroundTasks();
  ~BackgroundTasks();
  BackgroundTasks(const BackgroundTasks&) = delete;
  BackgroundTasks& operator=(const BackgroundTasks&) = delete;

  // Starts `task` on `executor`. `name` is for the log and must be a literal. Thread: any.
  void spawn(asio::any_io_executor executor, std::string_view name, asio::awaitable<void> task);
  // Asks every task to end. Thread: any.
  void cancel();
  // How many tasks have not ended.
  std::size_t running() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace pomopomo
