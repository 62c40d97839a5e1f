#pragma once
// A guest's history becomes a person's (C1 to C8).
//
// It takes the guest's secret, which this browser holds, not the id. A guest is claimed once, ever:
// the row in `claims` is the gate, and everything moves in the transaction that writes it. From
// then on the secret opens nothing; presented again by the same person it gives the same answer.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/personal_data.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

inline constexpr Millis kKeepGuestHistory = std::chrono::hours(24 * 30);  // C1

// Stored: never renumber.
BOOST_DEFINE_ENUM_CLASS(Decision, later, keep, discard)

struct Claimed {
  Decision decision = Decision::later;
  Amount amount;  // what was kept, or is deleted
};

// A guest of this browser whose history may be kept.
struct ClaimOffer {
  PersonId guest;
  std::string display_name;
  Amount amount;
  bool is_reminder = false;  // "later" was said once (C2)
};

class Claims {
 public:
  Claims(storage::Database& db, const Clock& clock, std::vector<PersonalData*> data)
      : db_(db), clock_(clock), data_(std::move(data)) {}

  // What to ask whoever has just signed in beside the guest with `secret`; nullopt when there is
  // nothing to keep, or it was asked twice.
  asio::awaitable<std::optional<ClaimOffer>> offer(std::string secret);
  // Keeps it for `caller`, deletes it, or leaves it for later.
  // Requires: `caller` has an account. Errors: not_found/no_guest, conflict/already_claimed.
  asio::awaitable<Result<Claimed>> decide(Caller caller, std::string secret, Decision decision);

 private:
  Amount count(storage::Transaction& tx, PersonId guest, TimePoint since);
  Result<Claimed> settle(storage::Transaction& tx, const Caller& caller, PersonId guest,
                         const storage::Blob& secret_hash, Decision decision);

  storage::Database& db_;
  const Clock& clock_;
  const std::vector<PersonalData*> data_;
};

}  // namespace pomopomo::accounts
