#pragma once
// Who the client is when proxies stand between.

#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "core/error.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

// The networks whose `X-Forwarded-For` is believed. Empty: nobody's.
class TrustedProxies {
 public:
  TrustedProxies() = default;
  // Reads "10.0.0.0/8, ::1, 192.0.2.7": comma-separated, an address alone is that one host.
  // Errors: invalid, naming the element.
  static Result<TrustedProxies> parse(std::string_view list);

  bool trusts(const boost::asio::ip::address& address) const;

  // The socket's peer, unless it is a listed proxy: then the right-most hop that is none. A hop
  // that is no address ends the search at the last believed one.
  boost::asio::ip::address client(boost::asio::ip::address peer, const Headers& headers) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace pomopomo::http
