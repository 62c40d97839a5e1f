#include "accounts/profile/usernames.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "accounts/profile/system_names.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts {

namespace {

// Words of our own addresses, and what programs write where there is no name.
const std::unordered_set<std::string_view>& reserved() {
  static const std::unordered_set<std::string_view> words{
      "about",  "account",  "accounts",   "anonymous", "api",     "auth",      "blog",
      "create", "deleted",  "everyone",   "guest",     "guests",  "help",      "here",
      "home",   "host",     "info",       "join",      "login",   "logout",    "mail",
      "nobody", "null",     "postmaster", "privacy",   "profile", "report",    "room",
      "rooms",  "settings", "sign_in",    "sign_out",  "sign_up", "signin",    "signout",
      "signup", "terms",    "undefined",  "user",      "users",   "webmaster", "www"};
  return words;
}

}  // namespace

Result<std::string> clean_username(std::string_view text) {
  std::string name(text);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (!std::ranges::all_of(name, is_allowed)) {
    return fail_field("username", "bad_characters",
                      "username may hold letters from a to z, digits and _ alone.");
  }
  if (name.size() < kMinUsername)
    return fail_field("username", "too_short",
                      fmt::format("username must have at least {} characters.", kMinUsername));
  if (name.size() > kMaxUsername)
    return fail_field("username", "too_long",
                      fmt::format("username must have at most {} characters.", kMaxUsername));
  if (reserved().contains(name) || looks_like_system(name))
    return fail_field("username", "reserved", "This name is not given to anybody.");
  return name;
}

namespace store {

namespace {

std::unexpected<Error> username_taken() {
  return fail(ErrorCode::conflict, "username_taken", "Somebody has this username.");
}

}  // namespace

Result<void> take_username(storage::Transaction& tx, UserId user, std::string_view username,
                           std::optional<std::string_view> present, TimePoint now) {
  const auto taken =
      tx.execute(sql::usernames::take, {{"username", username}, {"user", user}, {"now", now}});
  if (taken == 0) return username_taken();
  if (present && *present != username) {
    tx.execute(sql::usernames::give_up,
               {{"username", *present}, {"until", now + kKeepOldUsername}});
  }
  return {};
}

Result<void> check_username(storage::Transaction& tx, UserId user, std::string_view username,
                            TimePoint now) {
  const auto row = tx.query_one(sql::usernames::is_taken,
                                {{"username", username}, {"user", user}, {"now", now}});
  if (row) return username_taken();
  return {};
}

std::optional<UserId> find_owner(storage::Transaction& tx, std::string_view username,
                                 TimePoint now) {
  const auto row = tx.query_one(sql::usernames::find, {{"username", username}, {"now", now}});
  return row ? row->optional_id<UserId>("user_id") : std::nullopt;
}

}  // namespace store

}  // namespace pomopomo::accounts
