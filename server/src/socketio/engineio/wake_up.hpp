#pragma once
// A place where one coroutine waits for one signal: a parked polling request, a body that must wait
// for its turn. Thread: the loop of the waiting coroutine, for everything.

#include <optional>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/asio.hpp"

namespace pomopomo::socketio::engineio {

class WakeUp {
 public:
  // Requires: nobody waits here yet, and this object outlives the wait.
  // Returns: true after `notify`, false when the waiting coroutine was cancelled.
  asio::awaitable<bool> wait() {
    return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        [this](auto handler) {
          auto slot = asio::get_associated_cancellation_slot(handler);
          handler_.emplace(std::move(handler));
          if (slot.is_connected())
            slot.assign([this](asio::cancellation_type) { complete(false); });
        },
        asio::use_awaitable);
  }

  bool waiting() const { return handler_.has_value(); }

  // Resumes the waiting coroutine, if there is one, soon.
  void notify() { complete(true); }

 private:
  using Handler = asio::async_result<asio::use_awaitable_t<>, void(bool)>::handler_type;

  void complete(bool notified) {
    if (!handler_) return;
    auto handler = std::move(*handler_);
    handler_.reset();
    // Not cleared while it runs: a slot must not destroy the function that is calling us.
    if (auto slot = asio::get_associated_cancellation_slot(handler);
        notified && slot.is_connected()) {
      slot.clear();
    }
    const auto executor = asio::get_associated_executor(handler);
    asio::post(executor, [resume = std::move(handler), notified]() mutable { resume(notified); });
  }

  std::optional<Handler> handler_;
};

}  // namespace pomopomo::socketio::engineio
