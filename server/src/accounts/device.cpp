#include "accounts/device.hpp"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t kUserAgentBytes = 300;

std::string network_of(const ip::address& address) {
  if (address.is_v4()) return ip::make_network_v4(address.to_v4(), 24).canonical().to_string();
  const auto v6 = address.to_v6();
  if (v6.is_v4_mapped()) return network_of(ip::make_address_v4(ip::v4_mapped, v6));
  return ip::make_network_v6(v6, 48).canonical().to_string();
}

}  // namespace

Device device_of(const http::Request& request) {
  const auto sent = request.headers.get("user-agent").substr(0, kUserAgentBytes);
  return {clean_line(sent).value_or(""), network_of(request.remote)};
}

}  // namespace pomopomo::accounts
