#include "storage/job_queue.hpp"

namespace pomopomo::storage {

void JobQueue::push(std::unique_ptr<Job> job) {
  std::unique_lock lock(mutex_);
  if (closed_) {
    lock.unlock();
    job->complete(std::make_exception_ptr(StorageError("the database is closed")));
    return;
  }
  if (jobs_.size() >= bound_) {
    lock.unlock();
    count_transaction(kind_, Ending::overloaded);
    job->complete(std::make_exception_ptr(Overloaded("too many transactions wait")));
    return;
  }
  jobs_.push_back(std::move(job));
  set_queue_depth(kind_, jobs_.size());
  lock.unlock();
  changed_.notify_one();
}

std::unique_ptr<Job> JobQueue::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  return jobs_.empty() ? nullptr : take_front();
}

std::unique_ptr<Job> JobQueue::try_pop() {
  std::lock_guard lock(mutex_);
  return jobs_.empty() ? nullptr : take_front();
}

void JobQueue::close() {
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

std::unique_ptr<Job> JobQueue::take_front() {
  auto job = std::move(jobs_.front());
  jobs_.pop_front();
  set_queue_depth(kind_, jobs_.size());
  return job;
}

}  // namespace pomopomo::storage
