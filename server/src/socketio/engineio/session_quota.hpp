#pragma once
// How many sessions there may be, in all and from one client address (of IPv6: from one /64).
// Thread: any.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include <boost/asio/ip/address.hpp>

#include "socketio/engineio/answers.hpp"
#include "socketio/options.hpp"

namespace pomopomo::socketio::engineio {

class SessionQuota {
 public:
  // `options` must outlive the quota.
  explicit SessionQuota(const Options& options) : options_(options) {}

  // Why no session may be opened from there now; counts the limit's hit.
  std::optional<Refusal> check(const boost::asio::ip::address& client) const;
  // Counts a session in. Returns: false, and does nothing, when `check` would refuse.
  bool take(const boost::asio::ip::address& client);
  // Counts a session out.
  void give_back(const boost::asio::ip::address& client);

 private:
  enum class Full { no, of_this_address, in_all };

  Full full(std::uint64_t address) const;

  const Options& options_;
  mutable std::mutex mutex_;
  std::size_t sessions_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> of_address_;
};

}  // namespace pomopomo::socketio::engineio
