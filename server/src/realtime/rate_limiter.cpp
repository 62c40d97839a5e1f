#include "realtime/rate_limiter.hpp"

#include <algorithm>
#include <boost/asio/ip/network_v6.hpp>

namespace pomopomo::realtime {

std::optional<Millis> RateLimiter::wait_for(const std::string& key, TimePoint now) const {
  const auto known = full_at_.find(key);
  if (known == full_at_.end()) return std::nullopt;
  const Millis over = known->second + step() - now - rule_.period;
  return over > Millis(0) ? std::optional(over) : std::nullopt;
}

std::optional<Millis> RateLimiter::take(const std::string& key) {
  if (!enabled_) return std::nullopt;
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (const auto wait = wait_for(key, now)) return wait;
  auto& full_at = full_at_.try_emplace(key, now).first->second;
  full_at = std::max(full_at, now) + step();
  if (full_at_.size() > prune_above_) {
    std::erase_if(full_at_, [now](const auto& entry) { return entry.second <= now; });
    prune_above_ = std::max(kPruneAbove, 2 * full_at_.size());
  }
  return std::nullopt;
}

std::optional<Millis> RateLimiter::peek(const std::string& key) const {
  if (!enabled_) return std::nullopt;
  const std::lock_guard lock(mutex_);
  return wait_for(key, clock_.now());
}

std::string client_key(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const auto v6 = address.to_v6();
  if (v6.is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
  return boost::asio::ip::make_network_v6(v6, 64).canonical().to_string();
}

}  // namespace pomopomo::realtime
