#pragma once
// The one end of every way to sign in: whoever a method has proven somebody to be gets a session.

#include <optional>
#include <string>

#include "accounts/security_log.hpp"
#include "accounts/sessions.hpp"

namespace pomopomo::accounts {

// What a method has proven, and what it knows besides.
struct Proof {
  MethodKind kind;
  std::string subject;
  std::optional<std::string> verified_email = {};  // normalised; only what is really proven
  std::optional<std::string> name_hint = {};       // for a new person
  std::optional<std::string> language = {};
  std::optional<std::string> time_zone = {};
};

struct SignedIn {
  User user;
  NewSession session;
  bool is_new = false;
  // Nobody yet: the session waits for a code of the second factor.
  bool awaits_second_factor = false;
  std::string device_secret = {};  // for the cookie by which the browser is known; may be empty
};

class SignIn {
 public:
  SignIn(storage::Database& db, const Clock& clock, IdGenerator& ids, Sessions& sessions)
      : db_(db), clock_(clock), ids_(ids), sessions_(sessions) {}

  // Signs in whoever has this method; by mail also whoever has that proven primary address. Else
  // makes a new person.
  // Errors: conflict/address_taken (the address belongs to an account without this method),
  // forbidden/suspended. Requires: inside the transaction that used the proof up.
  Result<SignedIn> complete(storage::Transaction& tx, const Proof& proof, const Device& device);

  Sessions& sessions() const { return sessions_; }
  storage::Database& db() const { return db_; }
  const Clock& clock() const { return clock_; }
  IdGenerator& ids() const { return ids_; }

 private:
  Result<std::optional<User>> find(storage::Transaction& tx, const Proof& proof);
  User create(storage::Transaction& tx, const Proof& proof);
  void add_method(storage::Transaction& tx, UserId user, const Proof& proof);

  storage::Database& db_;
  const Clock& clock_;
  IdGenerator& ids_;
  Sessions& sessions_;
};

}  // namespace pomopomo::accounts
