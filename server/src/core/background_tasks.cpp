#include "core/background_tasks.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <list>
#include <mutex>

#include "core/log.hpp"

namespace pomopomo {

struct BackgroundTasks::State {
  struct Task {
    asio::any_io_executor executor;
    asio::cancellation_signal signal;
  };
  mutable std::mutex mutex;
  std::list<Task> tasks;
  bool cancelled = false;
};

namespace {

void report(std::string_view name, const std::exception_ptr& failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    if (error.code() == asio::error::operation_aborted) return;  // cancellation is no error
    log::error("task_failed", {{"task", name}, {"error", error.what()}});
  } catch (const std::exception& error) {
    log::error("task_failed", {{"task", name}, {"error", error.what()}});
  }
}

}  // namespace

BackgroundTasks::BackgroundTasks() : state_(std::make_shared<State>()) {}

BackgroundTasks::~BackgroundTasks() {
  cancel();
}

void BackgroundTasks::spawn(asio::any_io_executor executor, std::string_view name,
                            asio::awaitable<void> task) {
  const auto state = state_;
  std::unique_lock lock(state->mutex);
  if (state->cancelled) return;
  state->tasks.emplace_back(executor);
  const auto place = std::prev(state->tasks.end());
  lock.unlock();
  asio::co_spawn(executor, std::move(task),
                 asio::bind_cancellation_slot(place->signal.slot(),
                                              [state, place, name](std::exception_ptr failure) {
                                                report(name, failure);
                                                const std::lock_guard guard(state->mutex);
                                                state->tasks.erase(place);
                                              }));
}

void BackgroundTasks::cancel() {
  const std::lock_guard lock(state_->mutex);
  state_->cancelled = true;
  for (auto place = state_->tasks.begin(); place != state_->tasks.end(); ++place) {
    // A signal may only be emitted on the task's own loop; the task may have ended by then, so look
    // again.
    asio::post(place->executor, [state = state_, wanted = &*place] {
      std::unique_lock guard(state->mutex);
      for (auto& task : state->tasks) {
        if (&task != wanted) continue;
        guard.unlock();
        task.signal.emit(asio::cancellation_type::terminal);
        return;
      }
    });
  }
}

std::size_t BackgroundTasks::running() const {
  const std::lock_guard lock(state_->mutex);
  return state_->tasks.size();
}

}  // namespace pomopomo
