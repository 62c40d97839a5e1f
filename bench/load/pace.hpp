#pragma once
// Work that is done at a steady rate.

#include "loop.hpp"

namespace pomopomo::load {

// Does `act(n, due)` for n = 0, 1, 2 …, evenly spaced, `rate` times a second for that long. `due`
// is when it should have happened: the time to measure from, because being late counts.
template <class Act>
void at_rate(Loop& loop, double rate, double for_seconds, Act act) {
  const auto begin = Clock::now();
  const auto end = begin + seconds(for_seconds);
  auto due = begin;
  for (std::size_t n = 0; due < end; due = begin + seconds(static_cast<double>(++n) / rate)) {
    loop.run_until(due);
    act(n, due);
  }
}

}  // namespace pomopomo::load
