#include "storage/job_queue.hpp"

namespace pomopomo::storage {
namespace {

void refuse(Job& job, Ending ending, std::exception_ptr why) {
  count_transaction(job.kind(), ending);
  job.complete(std::move(why));
}

std::exception_ptr out_of_reach() {
  return std::make_exception_ptr(StorageError("the database is out of reach"));
}

}  // namespace

void JobQueue::push(std::unique_ptr<Job> job) {
  std::unique_lock lock(mutex_);
  if (closed_) {
    lock.unlock();
    return job->complete(std::make_exception_ptr(StorageError("the database is closed")));
  }
  if (suspended_) {
    lock.unlock();
    return refuse(*job, Ending::failed, out_of_reach());
  }
  if (jobs_.size() >= bound_) {
    lock.unlock();
    return refuse(*job, Ending::overloaded,
                  std::make_exception_ptr(Overloaded("too many transactions wait")));
  }
  change_queue_depth(job->kind(), 1);
  jobs_.push_back(std::move(job));
  // With the lock still held: once the job is done its owner may destroy this queue.
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

void JobQueue::suspend() {
  {
    std::lock_guard lock(mutex_);
    suspended_ = true;
  }
  while (auto job = try_pop()) refuse(*job, Ending::failed, out_of_reach());
}

void JobQueue::resume() {
  std::lock_guard lock(mutex_);
  suspended_ = false;
}

void JobQueue::close() {
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
  closing_.notify_all();
}

bool JobQueue::closed_within(std::chrono::nanoseconds patience) {
  std::unique_lock lock(mutex_);
  return closing_.wait_for(lock, patience, [this] { return closed_; });
}

std::unique_ptr<Job> JobQueue::take_front() {
  auto job = std::move(jobs_.front());
  jobs_.pop_front();
  change_queue_depth(job->kind(), -1);
  return job;
}

}  // namespace pomopomo::storage
