#include "accounts/password/guesses.hpp"

#include <fmt/format.h>

namespace pomopomo::accounts {

using realtime::Limit;

Guesser guesser_of(const http::Request& request, const Identity& identity) {
  return {realtime::client_key(request.remote), realtime::network_key(request.remote),
          std::string(request.cookie(identity.device_cookie_name())), device_of(request)};
}

std::string Guesses::key(std::string_view person, const Guesser& guesser, bool on_known_device) {
  return fmt::format("{} {}", on_known_device ? "known" : guesser.network, person);
}

asio::awaitable<Result<void>> Guesses::count(const Guesser& guesser, std::string key) {
  auto wait = co_await limits_.take(Limit::sign_in_tries, guesser.client);
  if (!wait) wait = co_await limits_.take(Limit::password_person, std::move(key));
  if (wait)
    co_return realtime::too_often("too_many_tries", "Too many tries. Wait a moment.", *wait);
  co_return Result<void>();
}

asio::awaitable<void> Guesses::forgive(std::string key) {
  return limits_.forgive(Limit::password_person, std::move(key));
}

}  // namespace pomopomo::accounts
