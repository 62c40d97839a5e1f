#include "realtime/rate_limiter.hpp"

#include <prometheus/counter.h>

#include <boost/asio/ip/network_v4.hpp>
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
    auto& hits = limit_hits(std::string(kLimits.at(i).name));
    rules_.at(i) =
        kLimits.at(i).doubles
            ? std::make_unique<Rule>(std::in_place_type<Backoff>, clock, rules->at(i), hits)
            : std::make_unique<Rule>(std::in_place_type<Gcra>, clock, rules->at(i), hits);
  }
}

asio::awaitable<std::optional<Millis>> RateLimiter::take(Limit limit, std::string key,
                                                         std::int64_t cost) {
  co_return take_here(limit, key, cost);
}

asio::awaitable<std::optional<Millis>> RateLimiter::peek(Limit limit, std::string key) {
  auto* const known = rule(limit);
  if (!known) co_return std::nullopt;
  const auto wait = std::visit([&](const auto& bucket) { return bucket.peek(key); }, known->bucket);
  if (wait) known->hits.Increment();
  co_return wait;
}

asio::awaitable<void> RateLimiter::forgive(Limit limit, std::string key) {
  if (auto* const known = rule(limit)) std::get<Backoff>(known->bucket).forgive(key);
  co_return;
}

std::optional<Millis> RateLimiter::take_here(Limit limit, const std::string& key,
                                             std::int64_t cost) {
  auto* const known = rule(limit);
  if (!known) return std::nullopt;
  const auto wait = std::holds_alternative<Gcra>(known->bucket)
                        ? std::get<Gcra>(known->bucket).take(key, cost)
                        : std::get<Backoff>(known->bucket).take(key);
  if (wait) known->hits.Increment();
  return wait;
}

std::unexpected<Error> too_often(std::string_view reason, std::string_view message, Millis wait) {
  auto error = fail(ErrorCode::rate_limited, reason, message);
  error.error().retry_after = wait;
  return error;
}

namespace {

// IPv4 also where it comes dressed as IPv6.
std::optional<boost::asio::ip::address_v4> v4_of(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address.to_v4();
  if (!address.to_v6().is_v4_mapped()) return std::nullopt;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
}

std::string v6_network(const boost::asio::ip::address& address) {
  return boost::asio::ip::make_network_v6(address.to_v6(), 64).canonical().to_string();
}

}  // namespace

std::string client_key(const boost::asio::ip::address& address) {
  const auto v4 = v4_of(address);
  return v4 ? v4->to_string() : v6_network(address);
}

std::string network_key(const boost::asio::ip::address& address) {
  const auto v4 = v4_of(address);
  return v4 ? boost::asio::ip::make_network_v4(*v4, 24).canonical().to_string()
            : v6_network(address);
}

}  // namespace pomopomo::realtime
