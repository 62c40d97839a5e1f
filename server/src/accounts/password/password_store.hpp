#pragma once
// Passwords, second factors and known devices as they are stored. Statements; each inside the
// transaction of a use case.

#include <optional>
#include <string>
#include <vector>

#include "accounts/password/totp.hpp"
#include "accounts/users.hpp"

namespace pomopomo::accounts::store {

struct StoredPassword {
  std::string hash;
  bool is_short = false;  // shorter than is allowed without a second factor
};

std::optional<StoredPassword> find_password(storage::Transaction& tx, UserId user);
// Sets it, for the first time also as a method to sign in by.
void put_password(storage::Transaction& tx, IdGenerator& ids, UserId user,
                  const StoredPassword& password, TimePoint now);

struct StoredSecondFactor {
  std::string sealed_secret;
  bool is_on = false;  // not before a code of it was shown
  TotpStep last_step = 0;
};

bool has_second_factor(storage::Transaction& tx, UserId user);
std::optional<StoredSecondFactor> find_second_factor(storage::Transaction& tx, UserId user);

// A new secret for the cookie of a browser that somebody has signed in with.
std::string remember_device(storage::Transaction& tx, IdGenerator& ids, UserId user);
bool knows_device(storage::Transaction& tx, UserId user, std::string_view secret);

}  // namespace pomopomo::accounts::store
