#pragma once
// The bounded line of transactions before the database threads. Thread: any.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "storage/job.hpp"

namespace pomopomo::storage {

class JobQueue {
 public:
  // `bound`: how many jobs may wait; one more completes with Overloaded.
  explicit JobQueue(std::size_t bound) : bound_(bound) {}

  // Takes the job, or completes it with Overloaded (full) or StorageError (closed, suspended).
  void push(std::unique_ptr<Job> job);
  // Waits for a job. Returns: nullptr once the queue is closed and empty.
  std::unique_ptr<Job> pop();
  // Returns: nullptr when none waits.
  std::unique_ptr<Job> try_pop();

  // The database is out of reach: what waits and what comes completes with StorageError, until
  // `resume`.
  void suspend();
  void resume();

  // Refuses what comes from now on; what waits is still handed out.
  void close();
  // Waits until the queue is closed, at most so long. Returns: whether it is.
  bool closed_within(std::chrono::nanoseconds patience);

 private:
  std::unique_ptr<Job> take_front();

  const std::size_t bound_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable closing_;
  std::deque<std::unique_ptr<Job>> jobs_;
  bool suspended_ = false;
  bool closed_ = false;
};

}  // namespace pomopomo::storage
