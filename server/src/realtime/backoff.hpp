#pragma once
// How often somebody may guess, per key: a rule's count of tries, then a wait of its period; each
// try after that doubles the wait, up to four periods.
//
// Who has been quiet for four periods after a wait begins anew. Thread: any.

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/clock.hpp"
#include "realtime/gcra.hpp"

namespace pomopomo::realtime {

class Backoff {
 public:
  static constexpr std::int64_t kMostDoublings = 2;

  Backoff(const Clock& clock, RateRule rule) : clock_(clock), rule_(rule) {}

  // Counts a try. Returns: nullopt when allowed, else how long to wait (and nothing was counted).
  std::optional<Millis> take(const std::string& key);
  // As `take`, without counting.
  std::optional<Millis> peek(const std::string& key) const;
  // The try that was right: the key begins anew.
  void forgive(const std::string& key);

 private:
  static constexpr std::size_t kPruneAbove = 4096;

  struct Tries {
    std::int64_t count = 0;
    TimePoint blocked_until;
    TimePoint forgotten_at;
  };
  std::optional<Millis> wait_for(const std::string& key, TimePoint now) const;
  void prune(TimePoint now);

  const Clock& clock_;
  const RateRule rule_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Tries> tries_;
  std::size_t prune_above_ = kPruneAbove;
};

}  // namespace pomopomo::realtime
