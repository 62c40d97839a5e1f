#include "storage/job.hpp"

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <mutex>

namespace pomopomo::storage {

// Counts the jobs that will still post to an event loop, and holds up the loop's destruction for
// them.
class PendingJobs final : public asio::execution_context::service {
 public:
  using key_type = PendingJobs;
  static inline asio::execution_context::id id;

  explicit PendingJobs(asio::execution_context& context) : service(context) {}

  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  void remove() {
    std::lock_guard lock(mutex_);
    if (--count_ == 0) none_left_.notify_all();
  }

 private:
  void shutdown() override {
    std::unique_lock lock(mutex_);
    none_left_.wait(lock, [this] { return count_ == 0; });
  }

  std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t count_ = 0;
};

Job::Job(Kind kind, Work work, Handler handler, asio::any_io_executor executor)
    : kind_(kind),
      work_(std::move(work)),
      handler_(std::move(handler)),
      executor_(std::move(executor)),
      pending_(asio::use_service<PendingJobs>(asio::query(executor_, asio::execution::context))) {
  pending_.add();
}

Job::~Job() {
  pending_.remove();
}

void Job::complete(std::exception_ptr error) {
  asio::post(executor_, [handler = std::move(handler_), error = std::move(error)]() mutable {
    std::move(handler)(std::move(error));
  });
}

}  // namespace pomopomo::storage
