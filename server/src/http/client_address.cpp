#include "http/client_address.hpp"

#include "http/text.hpp"

namespace pomopomo::http {

namespace ip = boost::asio::ip;
using boost::system::error_code;

namespace {

// ::ffff:1.2.3.4 is 1.2.3.4: a dual-stack socket reports the former.
ip::address plain(ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

// An address as proxies write it: bare, or with a port ("1.2.3.4:80", "[::1]:80").
std::optional<ip::address> parse_hop(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::ranges::count(text, ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  error_code error;
  const auto address = ip::make_address(text, error);
  if (error) return std::nullopt;
  return plain(address);
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(std::string_view list) {
  TrustedProxies out;
  while (!list.empty()) {
    const std::string element(next_element(list));
    if (element.empty()) continue;
    error_code error;
    const bool is_network = element.contains('/');
    if (element.contains(':')) {
      const auto network = ip::make_network_v6(is_network ? element : element + "/128", error);
      if (!error) out.v6_.push_back(network.canonical());
    } else {
      const auto network = ip::make_network_v4(is_network ? element : element + "/32", error);
      if (!error) out.v4_.push_back(network.canonical());
    }
    if (error)
      return fail_field("trusted-proxies", "malformed", "not an address or network: " + element);
  }
  return out;
}

bool TrustedProxies::trusts(const ip::address& address) const {
  const auto checked = plain(address);
  if (checked.is_v4()) {
    return std::ranges::any_of(v4_, [&](const auto& network) {
      return ip::network_v4(checked.to_v4(), network.prefix_length()).canonical() == network;
    });
  }
  return std::ranges::any_of(v6_, [&](const auto& network) {
    return ip::network_v6(checked.to_v6(), network.prefix_length()).canonical() == network;
  });
}

ip::address TrustedProxies::client(ip::address peer, const Headers& headers) const {
  auto client = plain(std::move(peer));
  // Several fields of that name are one list, the last field its right end.
  for (auto field = headers.all().rbegin(); field != headers.all().rend(); ++field) {
    if (!iequals(field->first, "x-forwarded-for")) continue;
    std::string_view rest = field->second;
    while (!rest.empty() && trusts(client)) {
      const auto comma = rest.rfind(',');
      const auto hop =
          parse_hop(trim(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
      if (!hop) return client;
      client = *hop;
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
    }
  }
  return client;
}

}  // namespace pomopomo::http
