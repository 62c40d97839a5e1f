#pragma once
// Makes one transaction of many small operations of one kind, for writes so frequent that each
// cannot have a transaction of its own.
//
//   Combiner<Close, bool> close{db, [](Transaction& tx, std::span<const Close> ops) {
//     … one statement for all, one answer each …
//   }};
//   const bool was_open = co_await close({.id = id, .at = now});
//
// One batch runs at a time; what arrives meanwhile forms the next one, so a lone operation never
// waits for company. `co_await` resumes after COMMIT. A batch that fails runs again one by one, so
// that an operation which cannot be done fails alone; operations must therefore not depend on their
// neighbours. Errors are those of Database::write; Overloaded when too many operations wait.
// Thread: any. Lifetime: waits at destruction for what runs; the database must outlive it.

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/waiter.hpp"
#include "storage/database.hpp"

namespace pomopomo::storage {

template <class Op, class Answer>
class Combiner {
 public:
  // Returns: one answer for each operation, in their order. May run twice, as with Database::write.
  using Run = std::function<std::vector<Answer>(Transaction&, std::span<const Op>)>;
  struct Limits {
    std::size_t batch = 128;     // operations in one transaction
    std::size_t waiting = 4096;  // beyond it Overloaded
    // After which a failed batch is no longer tried one by one.
    std::chrono::milliseconds patience{2'000};
  };

  Combiner(Database& db, Run run, Limits limits = {})
      : db_(db), run_(std::move(run)), limits_(limits) {}
  ~Combiner() { thread_.join(); }
  Combiner(const Combiner&) = delete;
  Combiner& operator=(const Combiner&) = delete;

  asio::awaitable<Answer> operator()(Op op) {
    std::optional<Answer> answer;
    co_await wait_by([this, &op, &answer](std::unique_ptr<Waiter> waiter) {
      add(std::move(op), {std::move(waiter), &answer});
    });
    co_return std::move(*answer);
  }

 private:
  struct Caller {
    std::unique_ptr<Waiter> waiter;
    std::optional<Answer>* answer;  // in the caller's frame
  };
  struct Batch {
    std::vector<Op> ops;
    std::vector<Caller> callers;
  };

  void add(Op op, Caller caller) {
    std::unique_lock lock(mutex_);
    if (waiting_.ops.size() >= limits_.waiting) {
      lock.unlock();
      return caller.waiter->complete(
          std::make_exception_ptr(Overloaded("too many operations wait")));
    }
    waiting_.ops.push_back(std::move(op));
    waiting_.callers.push_back(std::move(caller));
    if (std::exchange(running_, true)) return;
    asio::co_spawn(thread_, run_batches(), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }

  // Returns: an empty batch when nothing waits; then nothing runs any more.
  Batch take() {
    std::lock_guard lock(mutex_);
    Batch batch;
    if (waiting_.ops.size() <= limits_.batch) {
      std::swap(batch, waiting_);
    } else {
      const auto move_first = [this](auto& from, auto& to) {
        const auto end = from.begin() + static_cast<std::ptrdiff_t>(limits_.batch);
        to.assign(std::move_iterator(from.begin()), std::move_iterator(end));
        from.erase(from.begin(), end);
      };
      move_first(waiting_.ops, batch.ops);
      move_first(waiting_.callers, batch.callers);
    }
    running_ = !batch.ops.empty();
    return batch;
  }

  asio::awaitable<void> run_batches() {
    for (Batch batch = take(); !batch.ops.empty(); batch = take()) co_await run_batch(batch);
  }

  asio::awaitable<void> run_batch(Batch& batch) {
    const auto give_up = std::chrono::steady_clock::now() + limits_.patience;
    const std::span<const Op> ops(batch.ops);
    const std::span<Caller> callers(batch.callers);
    auto error = co_await attempt(ops, callers);
    if (!error) co_return;
    const bool alone_may_succeed = ops.size() > 1 && did_not_happen(error);
    for (std::size_t i = 0; i < ops.size(); ++i) {
      auto own = error;
      if (alone_may_succeed && std::chrono::steady_clock::now() < give_up)
        own = co_await attempt(ops.subspan(i, 1), callers.subspan(i, 1));
      if (own) callers[i].waiter->complete(own);
    }
  }

  // Runs the operations in one transaction and completes their callers. Returns: why it failed;
  // then nobody was completed.
  asio::awaitable<std::exception_ptr> attempt(std::span<const Op> ops, std::span<Caller> callers) {
    std::exception_ptr error;
    try {
      auto answers = co_await db_.write([&](Transaction& tx) { return run_(tx, ops); });
      if (answers.size() != ops.size()) throw StorageError("a batch gave too few answers");
      for (std::size_t i = 0; i < ops.size(); ++i) {
        callers[i].answer->emplace(std::move(answers[i]));
        callers[i].waiter->complete(nullptr);
      }
    } catch (...) {
      // Not swallowed: the callers throw it on.
      error = std::current_exception();
    }
    co_return error;
  }

  static bool did_not_happen(const std::exception_ptr& error) {
    try {
      std::rethrow_exception(error);
    } catch (const CommitUnknown&) {
      return false;
    } catch (...) {
      // Not swallowed: see `attempt`.
      return true;
    }
  }

  Database& db_;
  const Run run_;
  const Limits limits_;
  std::mutex mutex_;
  Batch waiting_;
  bool running_ = false;
  asio::thread_pool thread_{1};
};

}  // namespace pomopomo::storage
