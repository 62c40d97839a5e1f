#include "accounts/users.hpp"

#include "accounts/sql.hpp"

namespace pomopomo::accounts {

std::string_view to_string(Role role) {
  return role == Role::admin ? "admin" : "user";
}

std::string_view to_string(MethodKind kind) {
  switch (kind) {
    case MethodKind::email:
      return "email";
    case MethodKind::google:
      return "google";
    case MethodKind::github:
      return "github";
    case MethodKind::password:
      return "password";
    case MethodKind::passkey:
      return "passkey";
  }
  return "unknown";
}

namespace store {

namespace {

using storage::Transaction;

std::optional<User> read_user(const std::optional<storage::Row>& row) {
  return row ? std::optional(user_from(*row)) : std::nullopt;
}

}  // namespace

User user_from(const storage::Row& row) {
  return {.id = row.id<UserId>("id"),
          .role = static_cast<Role>(row.integer("role")),
          .username = row.optional_text("username"),
          .display_name = row.text("display_name"),
          .email = row.optional_text("email"),
          .language = row.optional_text("language"),
          .time_zone = row.optional_text("time_zone"),
          .created_at = row.time("created_at"),
          .suspended_at = row.optional_time("suspended_at"),
          .deleted_at = row.optional_time("deleted_at"),
          .avatar = row.optional_text("avatar")};
}

std::optional<User> find_user(Transaction& tx, UserId id) {
  return read_user(tx.query_one(sql::users::find, {{"id", id}}));
}

std::optional<User> lock_user(Transaction& tx, UserId id) {
  return read_user(tx.query_one(sql::users::lock, {{"id", id}}));
}

std::optional<User> find_user_by_email(Transaction& tx, std::string_view email) {
  return read_user(tx.query_one(sql::users::find_by_email, {{"email", email}}));
}

std::optional<User> find_user_by_method(Transaction& tx, MethodKind kind,
                                        std::string_view subject) {
  return read_user(
      tx.query_one(sql::users::find_by_method, {{"kind", kind}, {"subject", subject}}));
}

void insert_user(Transaction& tx, const User& user) {
  tx.execute(sql::users::insert, {{"id", user.id},
                                  {"role", user.role},
                                  {"display_name", user.display_name},
                                  {"email", user.email},
                                  {"language", user.language},
                                  {"time_zone", user.time_zone},
                                  {"created_at", user.created_at}});
}

void set_role(Transaction& tx, UserId id, Role role) {
  tx.execute(sql::users::set_role, {{"id", id}, {"role", role}});
}

void insert_method(Transaction& tx, const Method& method) {
  tx.execute(sql::sign_in_methods::insert, {{"id", method.id},
                                            {"user_id", method.user},
                                            {"kind", method.kind},
                                            {"subject", method.subject},
                                            {"email", method.email},
                                            {"created_at", method.created_at},
                                            {"last_used_at", method.last_used_at}});
}

void note_method_used(Transaction& tx, MethodKind kind, std::string_view subject, TimePoint now) {
  tx.execute(sql::sign_in_methods::used, {{"kind", kind}, {"subject", subject}, {"now", now}});
}

void remove_method(Transaction& tx, UserId user, MethodId method) {
  tx.execute(sql::sign_in_methods::remove, {{"id", method}, {"user_id", user}});
}

std::vector<Method> list_methods(Transaction& tx, UserId user) {
  std::vector<Method> methods;
  for (const auto& row : tx.query(sql::sign_in_methods::list_of_user, {{"user_id", user}})) {
    methods.push_back({.id = row.id<MethodId>("id"),
                       .user = user,
                       .kind = static_cast<MethodKind>(row.integer("kind")),
                       .subject = row.text("subject"),
                       .email = row.optional_text("email"),
                       .created_at = row.time("created_at"),
                       .last_used_at = row.optional_time("last_used_at")});
  }
  return methods;
}

}  // namespace store

}  // namespace pomopomo::accounts
