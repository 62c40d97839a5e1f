#pragma once
// What one address may take of the listener: connections open at once, and new ones a second.
//
// After a break everybody behind one address comes back at once, and may: the burst is as large as
// the number that may be open. Only churn beyond that is held to the rate.
//
// Thread: the accepting loop alone; the counters it hands out may be let go on any.

#include <chrono>
#include <cstddef>
#include <expected>
#include <map>
#include <memory>

#include <boost/asio/ip/address.hpp>

#include "http/limits.hpp"
#include "http/message.hpp"
#include "http/refusal.hpp"

namespace pomopomo::http {

class AddressCaps {
 public:
  using Clock = std::chrono::steady_clock;
  using Counter = ConnectionSlot::Counter;

  explicit AddressCaps(const Limits& limits);

  // Counts a new connection. Returns: what its slot counts up while it is open.
  std::expected<std::shared_ptr<Counter>, Refusal> admit(const boost::asio::ip::address& peer,
                                                         Clock::time_point now);
  // Addresses that are remembered.
  std::size_t known() const { return known_.size(); }

 private:
  struct Address {
    std::shared_ptr<Counter> open = std::make_shared<Counter>(0);
    Clock::time_point rested;  // when the whole burst may be had again
  };
  using Key = boost::asio::ip::address_v6::bytes_type;

  static Key key_of(const boost::asio::ip::address& peer);
  void forget_idle(Clock::time_point now);

  std::size_t most_open_;
  Clock::duration step_{0};   // between two new connections; zero: no rate
  Clock::duration burst_{0};  // how far ahead of that pace an address may be
  std::map<Key, Address> known_;
  std::size_t forget_above_;
};

}  // namespace pomopomo::http
