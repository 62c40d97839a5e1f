#pragma once
// A coroutine that waits for another thread, which must not touch its event loop once that is gone.
//
// The waiter holds the suspended coroutine, so whatever lies in the coroutine's frame stays alive
// until the waiter has completed. Cancelling the coroutine does not end the wait. An event loop
// that is destroyed first waits for its waiters, so none of them ever posts to a loop that is gone.

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <utility>

#include "core/asio.hpp"

namespace pomopomo {

class PendingWaiters;

class Waiter {
 public:
  using Handler = asio::any_completion_handler<void(std::exception_ptr)>;

  Waiter(Handler handler, asio::any_io_executor executor);
  ~Waiter();
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  // Resumes the coroutine on its executor: normally, or with the exception. Requires: called
  // exactly once. Thread: any.
  void complete(std::exception_ptr error);

 private:
  Handler handler_;
  asio::any_io_executor executor_;
  PendingWaiters& pending_;
};

// Suspends the calling coroutine and gives `sink` the std::unique_ptr<Waiter> that resumes it.
template <class Sink>
asio::awaitable<void> wait_by(Sink sink) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
      [](auto handler, Sink&& taken) {
        asio::any_io_executor executor = asio::get_associated_executor(handler);
        taken(std::make_unique<Waiter>(std::move(handler), std::move(executor)));
      },
      asio::use_awaitable, std::move(sink));
}

}  // namespace pomopomo
