#pragma once
// What was read from a provider and is kept for a while, such as its list of keys.
//
// However many ask at once, one of them reads; the others get what it got. Thread: any.

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "core/asio.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

inline constexpr std::chrono::minutes kRenewEvery{1};

template <class T>
class Kept {
 public:
  using Value = std::shared_ptr<const T>;
  using Read = std::function<asio::awaitable<Result<T>>()>;

  // Requires: `read` may be called as long as this lives.
  Kept(const Clock& clock, Millis keep, Read read)
      : clock_(clock), keep_(keep), read_(std::move(read)) {}

  // Returns: what is kept, read anew when it is older than `keep`. Errors: as `read`.
  asio::awaitable<Result<Value>> get() {
    if (auto value = state_->newer_than(clock_.now() - keep_)) co_return value;
    co_return co_await read_once();
  }

  // Returns: something newer than `seen`, in which something is missing; `seen` itself when that
  // was read for the same reason less than kRenewEvery ago. Errors: as `read`.
  asio::awaitable<Result<Value>> renew(Value seen) {
    if (!state_->may_renew(seen, clock_.now())) co_return co_await get();
    co_return co_await read_once();
  }

 private:
  // Apart, because a reader whose loop has ended may outlive this.
  struct State {
    std::mutex mutex;
    Value value;
    TimePoint read_at;
    std::optional<TimePoint> renewed_at;
    std::optional<Error> trouble;
    bool reading = false;

    Value newer_than(TimePoint at) {
      const std::lock_guard lock(mutex);
      return read_at > at ? value : nullptr;
    }
    bool may_renew(const Value& seen, TimePoint now) {
      const std::lock_guard lock(mutex);
      if (value != seen) return false;
      if (renewed_at && now - *renewed_at < kRenewEvery) return reading;
      renewed_at = now;
      return true;
    }
    bool begin() {
      const std::lock_guard lock(mutex);
      return !std::exchange(reading, true);
    }
    bool is_reading() {
      const std::lock_guard lock(mutex);
      return reading;
    }
    void note(Result<T> read, TimePoint now) {
      const std::lock_guard lock(mutex);
      trouble = read ? std::nullopt : std::optional(read.error());
      if (!read) return;
      value = std::make_shared<const T>(std::move(*read));
      read_at = now;
    }
    Result<Value> outcome() {
      const std::lock_guard lock(mutex);
      if (trouble) return std::unexpected(*trouble);
      if (!value) return fail(ErrorCode::unavailable, "provider_unavailable", "was not read");
      return value;
    }
  };
  struct Reading {
    explicit Reading(std::shared_ptr<State> of) : state(std::move(of)) {}
    ~Reading() {
      const std::lock_guard lock(state->mutex);
      state->reading = false;
    }
    std::shared_ptr<State> state;
  };

  asio::awaitable<Result<Value>> read_once() {
    if (state_->begin()) {
      const Reading reading(state_);
      auto read = co_await read_();
      state_->note(std::move(read), clock_.now());
    } else {
      asio::steady_timer pause(co_await asio::this_coro::executor);
      while (state_->is_reading()) {
        pause.expires_after(Millis(20));
        co_await pause.async_wait(asio::use_awaitable);
      }
    }
    co_return state_->outcome();
  }

  const Clock& clock_;
  const Millis keep_;
  const Read read_;
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace pomopomo::accounts
