#include "socketio/engineio/session_quota.hpp"

#include "socketio/metrics.hpp"

namespace pomopomo::socketio::engineio {

namespace {

// An IPv4 address, or the first 64 bits of an IPv6 address. The former lies where no network is.
std::uint64_t key_of(const boost::asio::ip::address& client) {
  if (client.is_v4()) return 0xFFFF'0000'0000 | client.to_v4().to_uint();
  const auto v6 = client.to_v6();
  if (v6.is_v4_mapped()) {
    return key_of(boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6));
  }
  const auto bytes = v6.to_bytes();
  std::uint64_t key = 0;
  for (int i = 0; i < 8; ++i) key = key << 8 | bytes[i];
  return key;
}

}  // namespace

SessionQuota::Full SessionQuota::full(std::uint64_t address) const {
  if (options_.max_sessions != 0 && sessions_ >= options_.max_sessions) return Full::in_all;
  if (options_.max_sessions_per_address == 0) return Full::no;
  const auto found = of_address_.find(address);
  return found != of_address_.end() && found->second >= options_.max_sessions_per_address
             ? Full::of_this_address
             : Full::no;
}

std::optional<Refusal> SessionQuota::check(const boost::asio::ip::address& client) const {
  const auto why = [&] {
    const std::lock_guard lock(mutex_);
    return full(key_of(client));
  }();
  if (why == Full::no) return std::nullopt;
  if (why == Full::in_all) {
    metrics::count_limit("max_sessions");
    return Refusal{RefusalCode::bad_request, "The server is full", 503};
  }
  metrics::count_limit("max_sessions_per_address");
  return Refusal{RefusalCode::bad_request, "Too many connections from this address", 429};
}

bool SessionQuota::take(const boost::asio::ip::address& client) {
  const auto address = key_of(client);
  const std::lock_guard lock(mutex_);
  if (full(address) != Full::no) return false;
  ++sessions_;
  ++of_address_[address];
  return true;
}

void SessionQuota::give_back(const boost::asio::ip::address& client) {
  const std::lock_guard lock(mutex_);
  --sessions_;
  const auto found = of_address_.find(key_of(client));
  if (--found->second == 0) of_address_.erase(found);
}

}  // namespace pomopomo::socketio::engineio
