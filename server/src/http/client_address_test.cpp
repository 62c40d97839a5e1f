#include "http/client_address.hpp"

#include <gtest/gtest.h>

namespace pomopomo::http {
namespace {

struct AddressCase {
  const char* proxies;
  const char* peer;
  std::vector<std::string> forwarded;  // one header each
  const char* client;
};

TEST(ClientAddress, IsTheRightmostHopThatIsNoProxy) {
  for (const auto& input : std::vector<AddressCase>{
           {"", "1.1.1.1", {"9.9.9.9"}, "1.1.1.1"},
           {"", "127.0.0.1", {"9.9.9.9"}, "127.0.0.1"},
           {"10.0.0.0/8", "1.1.1.1", {"9.9.9.9"}, "1.1.1.1"},
           {"10.0.0.0/8", "10.1.2.3", {}, "10.1.2.3"},
           {"10.0.0.0/8", "10.1.2.3", {"9.9.9.9"}, "9.9.9.9"},
           {"10.0.0.0/8", "10.1.2.3", {"6.6.6.6, 9.9.9.9"}, "9.9.9.9"},
           {"10.0.0.0/8", "10.1.2.3", {"6.6.6.6, 9.9.9.9, 10.4.4.4"}, "9.9.9.9"},
           {"10.0.0.0/8", "10.1.2.3", {"6.6.6.6", "9.9.9.9", "10.4.4.4"}, "9.9.9.9"},
           {"10.0.0.0/8", "10.1.2.3", {"10.5.5.5, 10.4.4.4"}, "10.5.5.5"},
           {"10.0.0.0/8", "10.1.2.3", {"6.6.6.6, unknown"}, "10.1.2.3"},
           {"10.0.0.0/8", "10.1.2.3", {"6.6.6.6, unknown, 10.4.4.4"}, "10.4.4.4"},
           {"10.0.0.0/8", "10.1.2.3", {""}, "10.1.2.3"},
           {"10.0.0.0/8", "10.1.2.3", {"9.9.9.9:4711"}, "9.9.9.9"},
           {"10.0.0.0/8", "10.1.2.3", {"[2001:db8::1]:4711"}, "2001:db8::1"},
           {"10.0.0.0/8", "10.1.2.3", {"2001:db8::1"}, "2001:db8::1"},
           {"10.0.0.0/8", "::ffff:10.1.2.3", {"9.9.9.9"}, "9.9.9.9"},
           {"::1, 192.0.2.7", "::1", {"9.9.9.9, 192.0.2.7"}, "9.9.9.9"},
           {"2001:db8::/32", "2001:db8::5", {"2001:db9::1"}, "2001:db9::1"},
           {"10.0.0.0/8", "10.1.2.3", {"1.2.3.4.5"}, "10.1.2.3"},
       }) {
    SCOPED_TRACE(std::string(input.peer) + " via " + input.proxies);
    Headers headers;
    headers.add("X-Real-IP", "7.7.7.7");
    headers.add("Forwarded", "for=7.7.7.7");
    for (const auto& line : input.forwarded) headers.add("X-Forwarded-For", line);
    const auto proxies = TrustedProxies::parse(input.proxies);
    ASSERT_TRUE(proxies);
    EXPECT_EQ(proxies->client(boost::asio::ip::make_address(input.peer), headers).to_string(),
              input.client);
  }
}

TEST(TrustedProxies, RefuseWhatIsNoNetwork) {
  for (const char* list : {"10.0.0.0/33", "localhost", "10.0.0", "::1/129", "10.0.0.1,x", "/8"}) {
    SCOPED_TRACE(list);
    EXPECT_FALSE(TrustedProxies::parse(list));
  }
}

}  // namespace
}  // namespace pomopomo::http
