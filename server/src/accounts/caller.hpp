#pragma once
// Who acts. Use cases get this and nothing of the request.

#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace pomopomo::accounts {

enum class Role { user = 0, admin = 1 };  // stored: never renumber
std::string_view to_string(Role role);

// What a signed-in person has besides; as it is in the database at this moment.
struct Account {
  UserId user;
  SessionId session;
  Role role = Role::user;
  std::optional<std::string> username;  // empty until the account is completed
  std::optional<std::string> avatar;    // the name of the picture, if there is one
  TimePoint authenticated_at;           // when somebody last proved to be this person
};

struct Caller {
  PersonId person;
  std::string display_name;
  std::optional<Account> account = {};  // empty: a guest
};

// An account acts under its own id.
inline PersonId person_of(UserId user) {
  return PersonId{user.value};
}

}  // namespace pomopomo::accounts
