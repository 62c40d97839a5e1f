#pragma once
// The product's limits on how often people and addresses may do things, by name.
//
// Guarantee: of what is counted under one key, no more than a rule's count is allowed at once, and
// no more than count per period from then on; what was refused is not counted. Rules for guesses
// let through count, then one after waits that double (backoff.hpp). Taking is awaited, because
// limits that several nodes share have to ask. Each refusal counts in pomopomo_limit_hits_total.
// Thread: any.

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/asio.hpp"
#include "core/error.hpp"
#include "realtime/backoff.hpp"
#include "realtime/gcra.hpp"

namespace prometheus {
class Counter;
}

namespace pomopomo::realtime {

enum class Limit : std::uint8_t {
  api_person,
  api_address,
  guest_creation,
  mail_address,
  mail_address_day,
  mail_client,
  mail_client_day,
  sign_in_tries,
  room_guesses,
  timer_control,
  chat_send,
  chat_room,
  chat_change,
  chat_typing,
  socket_openings,
  reports_person,
  reports_address,
  board_updates,
  board_kib,
  board_kib_minute,
  board_pointers,
  board_clears,
  board_files,
  avatars,
  password_person,
};

struct LimitRow {
  std::string_view name;  // in --limit and in the metric's label
  std::string_view what;  // for the help text
  RateRule rule;          // unless configured otherwise
  bool doubles = false;   // for guesses
};

// In the order of `Limit`.
inline constexpr auto kLimits = std::to_array<LimitRow>({
    {"api_person", "API requests of a person", {300, std::chrono::minutes(1)}},
    {"api_address", "API requests of nobody known, by address", {600, std::chrono::minutes(1)}},
    // A school class shares one address.
    {"guest_creation", "new guests of an address", {300, std::chrono::hours(1)}},
    {"mail_address", "mails asked for to one e-mail address", {3, std::chrono::minutes(15)}},
    {"mail_address_day", "the same for longer", {10, std::chrono::hours(24)}},
    {"mail_client", "mails asked for by an address", {10, std::chrono::minutes(15)}},
    {"mail_client_day", "the same for longer", {30, std::chrono::hours(24)}},
    {"sign_in_tries", "links and codes an address tries", {25, std::chrono::minutes(5)}},
    {"room_guesses", "unknown room codes tried by an address", {20, std::chrono::minutes(1)}},
    {"timer_control", "timer:* events of a person", {10, std::chrono::seconds(10)}},
    {"chat_send", "messages of a person", {5, std::chrono::seconds(10)}},
    {"chat_room", "messages in a room", {30, std::chrono::seconds(1)}},
    {"chat_change", "reactions and deletions of a person", {20, std::chrono::seconds(10)}},
    {"chat_typing", "chat:typing of a person", {20, std::chrono::seconds(10)}},
    {"socket_openings", "live connections opened by an address", {50, std::chrono::seconds(1)}},
    {"reports_person", "problem reports of a person", {5, std::chrono::hours(1)}},
    {"reports_address", "problem reports of an address", {30, std::chrono::hours(1)}},
    {"board_updates", "board:update events of a person", {60, std::chrono::seconds(1)}},
    {"board_kib", "KiB a person draws", {200, std::chrono::seconds(1)}},
    {"board_kib_minute", "the same for longer", {20 * 1024, std::chrono::minutes(1)}},
    {"board_pointers", "board:pointer events of a person", {60, std::chrono::seconds(1)}},
    {"board_clears", "board:clear and :restore of a person", {20, std::chrono::minutes(1)}},
    {"board_files", "images a person puts on whiteboards", {20, std::chrono::minutes(1)}},
    {"avatars", "pictures a person sets of themselves", {20, std::chrono::hours(1)}},
    {"password_person",
     "wrong passwords and codes for one person from one network or device; then waits that double",
     {5, std::chrono::minutes(15)},
     true},
});

using RateRules = std::array<RateRule, kLimits.size()>;
RateRules default_rules();

class RateLimiter {
 public:
  // Without rules everything is let through (--rate-limits off).
  RateLimiter(const Clock& clock, std::optional<RateRules> rules);

  // Counts `cost`. Returns: nullopt when allowed, else how long to wait.
  asio::awaitable<std::optional<Millis>> take(Limit limit, std::string key, std::int64_t cost = 1);
  // As `take`, without counting.
  asio::awaitable<std::optional<Millis>> peek(Limit limit, std::string key);
  // The guess was right: its key begins anew. Requires: a rule that doubles.
  asio::awaitable<void> forgive(Limit limit, std::string key);
  // As `take`, counted by this process alone: for what protects the process itself.
  std::optional<Millis> take_here(Limit limit, const std::string& key, std::int64_t cost = 1);

 private:
  struct Rule {
    template <class Bucket>
    Rule(std::in_place_type_t<Bucket> kind, const Clock& clock, RateRule rule,
         prometheus::Counter& counter)
        : bucket(kind, clock, rule), hits(counter) {}
    std::variant<Gcra, Backoff> bucket;
    prometheus::Counter& hits;
  };
  Rule* rule(Limit limit) { return rules_.at(static_cast<std::size_t>(limit)).get(); }

  std::array<std::unique_ptr<Rule>, kLimits.size()> rules_;  // null: everything is let through
};

// `rate_limited` with that reason.
std::unexpected<Error> too_often(std::string_view reason, std::string_view message, Millis wait);

// What counts as one client: an IPv4 address, or the /64 of an IPv6 address.
std::string client_key(const boost::asio::ip::address& address);
// What counts as one network: the /24 of an IPv4 address, or the /64 of an IPv6 address.
std::string network_key(const boost::asio::ip::address& address);

}  // namespace pomopomo::realtime
