#pragma once
// The one clock of many processes: the database's time, sampled with each heartbeat and carried on
// by the monotonic clock. What the machine's wall clock says does not matter.
//
// `now` never goes back: a sample that would take it back lets it stand still until time has caught
// up. A clock that was not sampled for `kFreshFor` is stale; who acts on a stale clock may act for
// a process that was declared dead. Thread: any.

#include <atomic>

#include "core/clock.hpp"

namespace pomopomo::cluster {

class DatabaseClock final : public Clock {
 public:
  static constexpr Millis kFreshFor{5'000};

  // Reads the monotonic clock; a sample's `asked` and `answered` come from here.
  static Millis monotonic();
  // The database said `now` to a question asked and answered at these moments.
  void sample(TimePoint now, Millis asked, Millis answered);

  TimePoint now() const override;
  bool is_fresh() const;

 private:
  std::atomic<Millis::rep> offset_ = 0;           // database's time minus monotonic
  std::atomic<Millis::rep> sampled_at_ = kNever;  // monotonic
  mutable std::atomic<Millis::rep> latest_ = 0;   // the latest instant that was told
  static constexpr Millis::rep kNever = -1'000'000'000;
};

}  // namespace pomopomo::cluster
