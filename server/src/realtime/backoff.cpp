#include "realtime/backoff.hpp"

#include <algorithm>

namespace pomopomo::realtime {

std::optional<Millis> Backoff::wait_for(const std::string& key, TimePoint now) const {
  const auto known = tries_.find(key);
  if (known == tries_.end() || known->second.blocked_until <= now) return std::nullopt;
  return known->second.blocked_until - now;
}

std::optional<Millis> Backoff::take(const std::string& key) {
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (const auto wait = wait_for(key, now)) return wait;
  prune(now);
  auto& tries = tries_[key];
  if (tries.forgotten_at <= now) tries = {};
  ++tries.count;
  if (tries.count < rule_.count) {
    // The first try's period counts: spread over a longer time they would never add up.
    if (tries.count == 1) tries.forgotten_at = now + rule_.period;
    return std::nullopt;
  }
  const auto doublings = std::min<std::int64_t>(tries.count - rule_.count, kMostDoublings);
  tries.blocked_until = now + rule_.period * (1 << doublings);
  tries.forgotten_at = tries.blocked_until + rule_.period * (1 << kMostDoublings);
  return std::nullopt;
}

std::optional<Millis> Backoff::peek(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  return wait_for(key, clock_.now());
}

void Backoff::forgive(const std::string& key) {
  const std::lock_guard lock(mutex_);
  tries_.erase(key);
}

void Backoff::prune(TimePoint now) {
  if (tries_.size() < prune_above_) return;
  std::erase_if(tries_, [now](const auto& entry) { return entry.second.forgotten_at <= now; });
  prune_above_ = std::max(kPruneAbove, 2 * tries_.size());
}

}  // namespace pomopomo::realtime
