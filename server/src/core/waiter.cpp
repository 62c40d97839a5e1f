#include "core/waiter.hpp"

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <mutex>

namespace pomopomo {

// Counts the waiters that will still post to an event loop, and holds up the loop's destruction for
// them.
class PendingWaiters final : public asio::execution_context::service {
 public:
  using key_type = PendingWaiters;
  static inline asio::execution_context::id id;

  explicit PendingWaiters(asio::execution_context& context) : service(context) {}

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

Waiter::Waiter(Handler handler, asio::any_io_executor executor)
    : handler_(std::move(handler)),
      executor_(std::move(executor)),
      pending_(
          asio::use_service<PendingWaiters>(asio::query(executor_, asio::execution::context))) {
  pending_.add();
}

Waiter::~Waiter() {
  pending_.remove();
}

void Waiter::complete(std::exception_ptr error) {
  asio::post(executor_, [handler = std::move(handler_), error = std::move(error)]() mutable {
    std::move(handler)(std::move(error));
  });
}

}  // namespace pomopomo
