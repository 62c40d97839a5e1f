#pragma once
// All deadlines of one loop in one structure: a wheel of 4 ms slots, driven by a single Asio timer.
//
// A timer never runs late because of the wheel: its deadline is rounded down to a slot, so it may
// run up to 4 ms early. An armed timer costs its own 48 bytes and no allocation. Thread: the
// loop's, for everything.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <boost/asio/steady_timer.hpp>

#include "core/asio.hpp"

namespace pomopomo::socketio {

class TimingWheel {
  struct Link {
    Link* previous = nullptr;
    Link* next = nullptr;
  };

 public:
  static constexpr std::chrono::milliseconds kTick{4};

  // One deadline. Cancels itself when destroyed; may outlive the wheel.
  class Timer : private Link {
   public:
    // `fire(owner)` is called at the deadline; it may destroy this timer.
    using Fire = void (*)(void*);
    Timer(Fire fire, void* owner) : fire_(fire), owner_(owner) {}
    ~Timer() { cancel(); }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

    void cancel();
    bool armed() const { return next != nullptr; }
    // When it was last armed for, as the wheel rounded it.
    std::chrono::steady_clock::time_point deadline() const {
      return std::chrono::steady_clock::time_point(tick_ * kTick);
    }

   private:
    friend class TimingWheel;
    Fire fire_;
    void* owner_;
    std::int64_t tick_ = 0;
  };

  // A deadline that is rarely set: costs a pointer while it is not.
  class Deadline {
   public:
    void arm(TimingWheel& wheel, Timer::Fire fire, void* owner, std::chrono::milliseconds after) {
      if (!timer_) timer_ = std::make_unique<Timer>(fire, owner);
      wheel.arm(*timer_, after);
    }
    void cancel() { timer_.reset(); }

   private:
    std::unique_ptr<Timer> timer_;
  };

  using Clock = std::chrono::steady_clock;

  explicit TimingWheel(asio::io_context& context);
  ~TimingWheel();
  TimingWheel(const TimingWheel&) = delete;
  TimingWheel& operator=(const TimingWheel&) = delete;

  // (Re)arms `timer` to run `after` from now.
  void arm(Timer& timer, Clock::duration after) { arm_at(timer, Clock::now() + after); }
  void arm_at(Timer& timer, Clock::time_point deadline);

 private:
  static constexpr std::int64_t kSlots = 8192;  // 32 s; a longer deadline goes round again

  void place(Timer& timer, std::int64_t tick);
  void run_due();
  void schedule();
  // The first tick from `cursor_` on that has a timer; -1 when there is none.
  std::int64_t next_occupied() const;

  asio::steady_timer driver_;
  std::int64_t cursor_;        // every earlier tick has run
  std::int64_t wake_at_ = -1;  // the tick the driver waits for; -1: none
  bool running_ = false;
  std::unique_ptr<std::array<Link, kSlots>> slots_;
  std::array<std::uint64_t, kSlots / 64>
      occupied_{};  // a hint: a set bit may stand for an empty slot
};

}  // namespace pomopomo::socketio
