#pragma once
// People with accounts, and the methods by which each of them signs in.
//
// A method is known by its kind and subject: the proven address, or the provider's own id of the
// person; each belongs to one account. `User::email` is the primary address, proven by one of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/caller.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

struct User {
  UserId id;
  Role role = Role::user;
  std::optional<std::string> username = {};
  std::string display_name;
  std::optional<std::string> email = {};
  std::optional<std::string> language = {};   // BCP 47, as the pages know it: "en", "pt"
  std::optional<std::string> time_zone = {};  // IANA
  TimePoint created_at;
  std::optional<TimePoint> suspended_at = {};
  std::optional<TimePoint> deleted_at = {};
  std::optional<std::string> avatar = {};  // the name of the picture, if there is one
};

enum class MethodKind {  // stored: never renumber
  email = 0,
  google = 1,
  github = 2,
  password = 3,
  passkey = 4,
};
std::string_view to_string(MethodKind kind);

struct Method {
  MethodId id;
  UserId user;
  MethodKind kind;
  std::string subject;
  std::optional<std::string> email = {};  // the address the method knows, where it proves one
  TimePoint created_at;
  std::optional<TimePoint> last_used_at = {};
};

// Statements; each inside the transaction of a use case.
namespace store {

// A row of `users`.
User user_from(const storage::Row& row);
std::optional<User> find_user(storage::Transaction& tx, UserId id);
// The same, and nobody else changes the person until the transaction ends.
std::optional<User> lock_user(storage::Transaction& tx, UserId id);
std::optional<User> find_user_by_email(storage::Transaction& tx, std::string_view email);
std::optional<User> find_user_by_method(storage::Transaction& tx, MethodKind kind,
                                        std::string_view subject);
// Without a username; that comes when the account is completed.
void insert_user(storage::Transaction& tx, const User& user);
void set_role(storage::Transaction& tx, UserId id, Role role);

void insert_method(storage::Transaction& tx, const Method& method);
void note_method_used(storage::Transaction& tx, MethodKind kind, std::string_view subject,
                      TimePoint now);
void remove_method(storage::Transaction& tx, UserId user, MethodId method);
// The oldest first.
std::vector<Method> list_methods(storage::Transaction& tx, UserId user);

}  // namespace store

}  // namespace pomopomo::accounts
