#pragma once
// How often something may happen, per key: GCRA, a token bucket that stores one instant per key.
//
// A rule of n per period allows n at once, then one each period/n. Keys that are full again are
// forgotten. Thread: any.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/clock.hpp"

namespace pomopomo::realtime {

struct RateRule {
  std::int64_t count;  // at least 1
  Millis period;       // at least 1 ms
};

class Gcra {
 public:
  Gcra(const Clock& clock, RateRule rule);

  // Counts `cost`, at most the rule's count. Returns: nullopt when allowed, else how long to wait
  // (and nothing was counted).
  std::optional<Millis> take(const std::string& key, std::int64_t cost = 1);
  // As `take` of one, without counting.
  std::optional<Millis> peek(const std::string& key) const;

 private:
  using Nanos = std::chrono::nanoseconds;
  static constexpr std::size_t kPruneAbove = 4096;

  Nanos now() const { return clock_.now().time_since_epoch(); }
  Nanos step(std::int64_t cost) const;
  std::optional<Millis> wait_for(const std::string& key, Nanos now, Nanos step) const;

  const Clock& clock_;
  const Nanos period_;
  const std::int64_t count_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Nanos> full_at_;  // when the key's bucket will be full again
  std::size_t prune_above_ = kPruneAbove;
};

}  // namespace pomopomo::realtime
