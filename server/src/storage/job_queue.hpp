#pragma once
// The bounded line of transactions before the database threads. Thread: any.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "storage/job.hpp"
#include "storage/metrics.hpp"

namespace pomopomo::storage {

class JobQueue {
 public:
  // `bound`: how many jobs may wait; one more completes with Overloaded.
  JobQueue(Kind kind, std::size_t bound) : kind_(kind), bound_(bound) {}

  // Takes the job, or completes it with Overloaded (full) or StorageError (closed).
  void push(std::unique_ptr<Job> job);
  // Waits for a job. Returns: nullptr once the queue is closed and empty.
  std::unique_ptr<Job> pop();
  // Returns: nullptr when none waits.
  std::unique_ptr<Job> try_pop();
  // Refuses what comes from now on; what waits is still handed out.
  void close();

 private:
  std::unique_ptr<Job> take_front();

  const Kind kind_;
  const std::size_t bound_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Job>> jobs_;
  bool closed_ = false;
};

}  // namespace pomopomo::storage
