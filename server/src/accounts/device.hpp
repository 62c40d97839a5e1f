#pragma once
// What is remembered of the device somebody signs in on: enough to recognise it, no more.

#include <string>

#include "http/message.hpp"

namespace pomopomo::accounts {

struct Device {
  std::string user_agent;  // as it was sent, cleaned, at most 300 characters
  std::string address;     // the network, "192.0.2.0/24" or "2001:db8:1::/48"
};

Device device_of(const http::Request& request);

}  // namespace pomopomo::accounts
