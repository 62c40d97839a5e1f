#include "storage/postgres/commit_order.hpp"

namespace pomopomo::storage::postgres {

std::uint64_t CommitOrder::next_number() {
  std::lock_guard lock(mutex_);
  return next_++;
}

void CommitOrder::finish(std::uint64_t number, std::move_only_function<void()> then) {
  std::unique_lock lock(mutex_);
  ended_.emplace(number, std::move(then));
  if (running_) return;
  running_ = true;
  while (!ended_.empty() && ended_.begin()->first == first_) {
    auto turn = ended_.extract(ended_.begin());
    ++first_;
    lock.unlock();
    turn.mapped()();
    turn = {};  // what it holds ends outside the lock, too
    lock.lock();
  }
  running_ = false;
}

}  // namespace pomopomo::storage::postgres
