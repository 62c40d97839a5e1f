#pragma once
// How often something may happen, per key: GCRA (a token bucket that stores one instant per key),
// in the process.
//
// A rule of n per period allows n at once, then one each period/n. Keys that are full again are
// forgotten. Thread: any.

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/clock.hpp"

namespace pomopomo::realtime {

struct RateRule {
  std::int64_t count;
  Millis period;
};

class RateLimiter {
 public:
  // `enabled` false lets everything through (--rate-limits off).
  RateLimiter(const Clock& clock, RateRule rule, bool enabled)
      : clock_(clock), rule_(rule), enabled_(enabled) {}

  // Counts one. Returns: nullopt when allowed, else how long to wait (and nothing was counted).
  std::optional<Millis> take(const std::string& key);
  // As `take`, without counting.
  std::optional<Millis> peek(const std::string& key) const;

 private:
  static constexpr std::size_t kPruneAbove = 4096;

  std::optional<Millis> wait_for(const std::string& key, TimePoint now) const;
  Millis step() const { return rule_.period / rule_.count; }

  const Clock& clock_;
  const RateRule rule_;
  const bool enabled_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, TimePoint> full_at_;  // when the key's bucket will be full again
  std::size_t prune_above_ = kPruneAbove;
};

// What counts as one client: an IPv4 address, or the /64 of an IPv6 address.
std::string client_key(const boost::asio::ip::address& address);

}  // namespace pomopomo::realtime
