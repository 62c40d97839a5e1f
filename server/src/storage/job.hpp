#pragma once
// One transaction on its way from an event loop to a database thread and back. Used by the
// backends.
//
// The job holds the suspended coroutine, so whatever `work` refers to in the coroutine's frame
// stays alive until the job has completed. Cancelling the coroutine does not stop a job. An event
// loop that is destroyed first waits for its jobs, so none of them ever posts to a loop that is
// gone.

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include "core/asio.hpp"
#include "storage/database.hpp"
#include "storage/metrics.hpp"

namespace pomopomo::storage {

class PendingJobs;

class Job {
 public:
  using Work = std::function<Outcome(Transaction&)>;
  using Handler = asio::any_completion_handler<void(std::exception_ptr)>;

  Job(Kind kind, Work work, Handler handler, asio::any_io_executor executor);
  ~Job();
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  Kind kind() const { return kind_; }
  std::chrono::steady_clock::time_point created() const { return created_; }
  // Runs the caller's code. Thread: the database thread that took the job.
  Outcome run(Transaction& tx) { return work_(tx); }
  // Resumes the caller on its executor: normally, or with the exception. Requires: called exactly
  // once.
  void complete(std::exception_ptr error);

 private:
  const Kind kind_;
  const std::chrono::steady_clock::time_point created_ = std::chrono::steady_clock::now();
  Work work_;
  Handler handler_;
  asio::any_io_executor executor_;
  PendingJobs& pending_;
};

// Awaits the completion of a job with `work` that `enqueue(std::unique_ptr<Job>)` takes over.
template <class Enqueue>
asio::awaitable<void> run_job(Kind kind, Job::Work work, Enqueue enqueue) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
      [kind](auto handler, Job::Work&& taken, Enqueue&& sink) {
        asio::any_io_executor executor = asio::get_associated_executor(handler);
        sink(
            std::make_unique<Job>(kind, std::move(taken), std::move(handler), std::move(executor)));
      },
      asio::use_awaitable, std::move(work), std::move(enqueue));
}

}  // namespace pomopomo::storage
