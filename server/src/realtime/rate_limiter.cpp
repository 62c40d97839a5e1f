#include "realtime/rate_limiter.hpp"

#include <prometheus/counter.h>

#include <boost/asio/ip/network_v6.hpp>

#include "realtime/limit_metrics.hpp"

namespace pomopomo::realtime {

RateRules default_rules() {
  RateRules rules{};
  for (std::size_t i = 0; i < kLimits.size(); ++i) rules.at(i) = kLimits.at(i).rule;
  return rules;
}

RateLimiter::RateLimiter(const Clock& clock, std::optional<RateRules> rules) {
  if (!rules) return;
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    rules_.at(i) =
        std::make_unique<Rule>(clock, rules->at(i), limit_hits(std::string(kLimits.at(i).name)));
  }
}

asio::awaitable<std::optional<Millis>> RateLimiter::take(Limit limit, std::string key,
                                                         std::int64_t cost) {
  co_return take_here(limit, key, cost);
}

asio::awaitable<std::optional<Millis>> RateLimiter::peek(Limit limit, std::string key) {
  auto* const known = rule(limit);
  const auto wait = known ? known->bucket.peek(key) : std::nullopt;
  if (wait) known->hits.Increment();
  co_return wait;
}

std::optional<Millis> RateLimiter::take_here(Limit limit, const std::string& key,
                                             std::int64_t cost) {
  auto* const known = rule(limit);
  const auto wait = known ? known->bucket.take(key, cost) : std::nullopt;
  if (wait) known->hits.Increment();
  return wait;
}

std::unexpected<Error> too_often(std::string_view reason, std::string_view message, Millis wait) {
  auto error = fail(ErrorCode::rate_limited, reason, message);
  error.error().retry_after = wait;
  return error;
}

std::string client_key(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const auto v6 = address.to_v6();
  if (v6.is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
  return boost::asio::ip::make_network_v6(v6, 64).canonical().to_string();
}

}  // namespace pomopomo::realtime
