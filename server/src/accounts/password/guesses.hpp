#pragma once
// Who tries passwords and codes, and how often they may (SECURITY.md 1.8, AU12).
//
// Tries count for the person and the network they come from, so that a stranger elsewhere locks
// nobody out; in a browser the person has signed in with before they count apart, so that not even
// a neighbour does. Each counts before it is looked at.

#include <string>

#include "accounts/device.hpp"
#include "accounts/identity.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::accounts {

struct Guesser {
  std::string client;         // realtime::client_key
  std::string network;        // realtime::network_key
  std::string device_secret;  // of the cookie of a known device; may be anything
  Device device;
};
Guesser guesser_of(const http::Request& request, const Identity& identity);

class Guesses {
 public:
  explicit Guesses(realtime::RateLimiter& limits) : limits_(limits) {}

  // Under which a guesser's tries at one person's password count. `person`: the same whether
  // anybody has that address.
  static std::string key(std::string_view person, const Guesser& guesser, bool on_known_device);

  // Counts a try. Errors: rate_limited/too_many_tries.
  asio::awaitable<Result<void>> count(const Guesser& guesser, std::string key);
  // It was right: tries begin anew.
  asio::awaitable<void> forgive(std::string key);

 private:
  realtime::RateLimiter& limits_;
};

}  // namespace pomopomo::accounts
