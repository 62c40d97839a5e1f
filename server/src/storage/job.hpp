#pragma once
// One transaction on its way from an event loop to a database thread and back. Used by the
// backends.

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include "core/waiter.hpp"
#include "storage/database.hpp"
#include "storage/metrics.hpp"

namespace pomopomo::storage {

class Job {
 public:
  using Work = std::function<Outcome(Transaction&)>;

  Job(Kind kind, Work work, std::unique_ptr<Waiter> caller)
      : kind_(kind), work_(std::move(work)), caller_(std::move(caller)) {}

  Kind kind() const { return kind_; }
  std::chrono::steady_clock::time_point created() const { return created_; }
  // Runs the caller's code. Thread: the database thread that took the job.
  Outcome run(Transaction& tx) { return work_(tx); }
  // Resumes the caller: normally, or with the exception. Requires: called exactly once.
  void complete(std::exception_ptr error) { caller_->complete(std::move(error)); }

 private:
  const Kind kind_;
  const std::chrono::steady_clock::time_point created_ = std::chrono::steady_clock::now();
  Work work_;
  std::unique_ptr<Waiter> caller_;
};

// Awaits the completion of a job with `work` that `enqueue(std::unique_ptr<Job>)` takes over.
template <class Enqueue>
asio::awaitable<void> run_job(Kind kind, Job::Work work, Enqueue enqueue) {
  return wait_by([kind, work = std::move(work),
                  enqueue = std::move(enqueue)](std::unique_ptr<Waiter> caller) mutable {
    enqueue(std::make_unique<Job>(kind, std::move(work), std::move(caller)));
  });
}

}  // namespace pomopomo::storage
