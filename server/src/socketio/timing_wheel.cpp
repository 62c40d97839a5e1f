#include "socketio/timing_wheel.hpp"

#include <algorithm>
#include <bit>

namespace pomopomo::socketio {

namespace {

std::int64_t to_tick(TimingWheel::Clock::time_point at) {
  return at.time_since_epoch() / TimingWheel::kTick;
}

}  // namespace

void TimingWheel::Timer::cancel() {
  if (!next) return;
  previous->next = next;
  next->previous = previous;
  previous = next = nullptr;
}

TimingWheel::TimingWheel(asio::io_context& context)
    : driver_(context),
      cursor_(to_tick(Clock::now())),
      slots_(std::make_unique<std::array<Link, kSlots>>()) {
  for (auto& slot : *slots_) slot.previous = slot.next = &slot;
}

TimingWheel::~TimingWheel() {
  for (auto& slot : *slots_) {
    while (slot.next != &slot) static_cast<Timer*>(slot.next)->cancel();
  }
}

void TimingWheel::arm_at(Timer& timer, Clock::time_point deadline) {
  timer.cancel();
  timer.tick_ = to_tick(deadline);
  place(timer, timer.tick_);
  if (!running_) schedule();
}

void TimingWheel::place(Timer& timer, std::int64_t tick) {
  const auto slot = std::clamp(tick, cursor_, cursor_ + kSlots - 1) % kSlots;
  Link& head = (*slots_)[slot];
  timer.previous = head.previous;
  timer.next = &head;
  head.previous->next = &timer;
  head.previous = &timer;
  occupied_[slot / 64] |= std::uint64_t{1} << (slot % 64);
}

void TimingWheel::run_due() {
  running_ = true;
  const auto now = to_tick(Clock::now());
  for (auto tick = next_occupied(); tick >= 0 && tick <= now; tick = next_occupied()) {
    cursor_ = tick;
    Link& head = (*slots_)[tick % kSlots];
    occupied_[tick % kSlots / 64] &= ~(std::uint64_t{1} << (tick % kSlots % 64));
    // Apart from the slot, so that a timer armed again for this very tick waits for the next round.
    Link due;
    due.previous = due.next = &due;
    if (head.next != &head) {
      due = head;
      due.previous->next = due.next->previous = &due;
      head.previous = head.next = &head;
    }
    while (due.next != &due) {
      auto& timer = *static_cast<Timer*>(due.next);
      timer.cancel();
      if (timer.tick_ > now) {
        place(timer, timer.tick_);
      } else {
        timer.fire_(timer.owner_);
      }
    }
    if (tick == now) break;
  }
  cursor_ = std::max(cursor_, now);
  running_ = false;
  schedule();
}

void TimingWheel::schedule() {
  const auto tick = next_occupied();
  if (tick < 0 || (wake_at_ >= 0 && wake_at_ <= tick)) return;
  wake_at_ = tick;
  driver_.expires_at(Clock::time_point(tick * kTick));
  driver_.async_wait([this](boost::system::error_code error) {
    if (error) return;  // moved to an earlier tick, or the wheel is gone
    wake_at_ = -1;
    run_due();
  });
}

std::int64_t TimingWheel::next_occupied() const {
  const auto start = cursor_ % kSlots;
  constexpr auto kWords = kSlots / 64;
  for (std::int64_t i = 0; i <= kWords; ++i) {
    const auto word = (start / 64 + i) % kWords;
    auto bits = occupied_[word];
    if (i == 0) bits &= ~std::uint64_t{0} << (start % 64);
    if (i == kWords) bits &= ~(~std::uint64_t{0} << (start % 64));
    if (!bits) continue;
    const auto slot = word * 64 + std::countr_zero(bits);
    return cursor_ + (slot - start + kSlots) % kSlots;
  }
  return -1;
}

}  // namespace pomopomo::socketio
