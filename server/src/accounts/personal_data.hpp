#pragma once
// What the features keep about somebody who acts. Accounts know who is who and not what rooms are:
// the program gives them one of these for each feature that stores anything by a person's id.

#include <cstdint>

#include "accounts/caller.hpp"
#include "core/clock.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

// As people read it: "3 h 20 min from 4 rooms".
struct Amount {
  std::int64_t rooms = 0;
  Seconds focus{0};

  Amount& operator+=(const Amount& other) {
    rooms += other.rooms;
    focus += other.focus;
    return *this;
  }
};

// All of it inside the caller's transaction, which may run twice.
class PersonalData {
 public:
  virtual ~PersonalData() = default;
  // What somebody has done since then.
  virtual Amount count(storage::Transaction& tx, PersonId whose, TimePoint since) = 0;
  // From now on `to` has done what `from` did since then, and sits where `from` sits (C4, C6).
  virtual void move(storage::Transaction& tx, PersonId from, const Caller& to, TimePoint since) = 0;
  // Nothing of it leads to this person any more.
  virtual void erase(storage::Transaction& tx, PersonId whose) = 0;
};

}  // namespace pomopomo::accounts
