#include "http/address_caps.hpp"

#include <algorithm>

namespace pomopomo::http {

namespace ip = boost::asio::ip;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kForgetAbove = 1024;
constexpr std::size_t kNetworkBytes = 8;   // of an IPv6 address: one customer has a /64
constexpr milliseconds kFullPause{5'000};  // until one of its connections may have ended

}  // namespace

AddressCaps::AddressCaps(const Limits& limits)
    : most_open_(limits.connections_per_address), forget_above_(kForgetAbove) {
  const auto rate = limits.new_connections_per_address;
  if (rate == 0) return;
  step_ = std::chrono::duration_cast<Clock::duration>(std::chrono::seconds(1)) / rate;
  burst_ = step_ * (std::max(most_open_, rate) - 1);
}

AddressCaps::Key AddressCaps::key_of(const ip::address& peer) {
  if (peer.is_v4()) return ip::make_address_v6(ip::v4_mapped, peer.to_v4()).to_bytes();
  auto bytes = peer.to_v6().to_bytes();
  if (!peer.to_v6().is_v4_mapped()) std::fill(bytes.begin() + kNetworkBytes, bytes.end(), 0);
  return bytes;
}

std::expected<std::shared_ptr<AddressCaps::Counter>, Refusal> AddressCaps::admit(
    const ip::address& peer, Clock::time_point now) {
  if (known_.size() > forget_above_) forget_idle(now);
  auto& address = known_[key_of(peer)];
  if (most_open_ > 0 && *address.open >= most_open_) {
    return std::unexpected(Refusal{429, "too many connections from this address",
                                   "connections_per_address", kFullPause});
  }
  const auto ahead = address.rested - now;
  if (ahead > burst_) {
    return std::unexpected(Refusal{429, "too many new connections from this address",
                                   "new_connections_per_address",
                                   std::chrono::ceil<milliseconds>(ahead - burst_)});
  }
  address.rested = std::max(address.rested, now) + step_;
  return address.open;
}

void AddressCaps::forget_idle(Clock::time_point now) {
  std::erase_if(known_, [now](const auto& entry) {
    return *entry.second.open == 0 && entry.second.rested <= now;
  });
  forget_above_ = std::max(kForgetAbove, 2 * known_.size());
}

}  // namespace pomopomo::http
