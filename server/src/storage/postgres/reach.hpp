#pragma once
// Whether any database thread has a connection. While none has, the queue refuses at once instead
// of letting callers wait for an outage to end. Thread: any.

#include <cstddef>
#include <mutex>

#include "storage/job_queue.hpp"

namespace pomopomo::storage::postgres {

class Reach {
 public:
  explicit Reach(JobQueue& queue) : queue_(queue) {}

  // A thread got a connection, lost the one it had, or could not get one.
  void gained();
  void lost();
  void missed();

 private:
  JobQueue& queue_;
  std::mutex mutex_;
  std::size_t connected_ = 0;
};

}  // namespace pomopomo::storage::postgres
