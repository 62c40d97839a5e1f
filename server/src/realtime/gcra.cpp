#include "realtime/gcra.hpp"

#include <algorithm>

namespace pomopomo::realtime {

Gcra::Gcra(const Clock& clock, RateRule rule)
    : clock_(clock), period_(rule.period), count_(rule.count) {}

Gcra::Nanos Gcra::step(std::int64_t cost) const {
  return std::max(period_ * cost / count_, Nanos(1));
}

std::optional<Millis> Gcra::wait_for(const std::string& key, Nanos now, Nanos step) const {
  const auto known = full_at_.find(key);
  if (known == full_at_.end()) return std::nullopt;
  const Nanos over = known->second + step - now - period_;
  if (over <= Nanos(0)) return std::nullopt;
  return std::chrono::ceil<Millis>(over);
}

std::optional<Millis> Gcra::take(const std::string& key, std::int64_t cost) {
  const auto at = now();
  const auto step = this->step(cost);
  const std::lock_guard lock(mutex_);
  if (const auto wait = wait_for(key, at, step)) return wait;
  auto& full_at = full_at_.try_emplace(key, at).first->second;
  full_at = std::max(full_at, at) + step;
  if (full_at_.size() > prune_above_) {
    std::erase_if(full_at_, [at](const auto& entry) { return entry.second <= at; });
    prune_above_ = std::max(kPruneAbove, 2 * full_at_.size());
  }
  return std::nullopt;
}

std::optional<Millis> Gcra::peek(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  return wait_for(key, now(), step(1));
}

}  // namespace pomopomo::realtime
