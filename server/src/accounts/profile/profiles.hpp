#pragma once
// What a person says of themselves, to whom, and what they have chosen.
//
// An account is complete once it has a username; the ranking choice comes with it (L4).
// Whoever may not see a profile gets the same answer as for a name that nobody has.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/profile/settings.hpp"
#include "accounts/users.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMaxBio = 300;  // code points

struct Profile {
  User user;
  std::optional<TimePoint> username_changed_at;  // the first choice is no change
  std::string bio;
  std::vector<std::string> links;
  Settings settings;
};

// What is given is changed.
struct ProfilePatch {
  std::optional<std::string> username;
  std::optional<std::string> display_name;
  std::optional<std::string> language;
  std::optional<std::string> time_zone;
  std::optional<std::string> bio;
  std::optional<std::vector<std::string>> links;
};
BOOST_DESCRIBE_STRUCT(ProfilePatch, (), (username, display_name, language, time_zone, bio, links))

// The display name of somebody with an account: as `clean_display_name`, and none that passes for
// ours, but for those who speak for us. Errors: those, invalid `displayName` (reserved).
Result<std::string> clean_person_name(std::string_view name, Role role);

class Profiles {
 public:
  Profiles(storage::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  // Requires: there is this person.
  asio::awaitable<Profile> own(UserId user);
  // All or nothing. Errors: invalid (each field by its name; `globalLeaderboard` required with the
  // first username), conflict/username_taken, rate_limited/username_changed.
  asio::awaitable<Result<Profile>> change(UserId user, ProfilePatch patch, SettingsPatch settings);
  // The profile of whoever has that name or had it until lately. Errors: not_found/unknown_user.
  asio::awaitable<Result<Profile>> find(std::optional<UserId> viewer, std::string username);
  // Whether `user` may have that name, as `change` would say. Errors: those of `change` about it.
  asio::awaitable<Result<void>> check_username(UserId user, std::string username);

 private:
  storage::Database& db_;
  const Clock& clock_;
};

namespace store {
// Nobody else changes the person until this transaction ends.
Profile lock_profile(storage::Transaction& tx, UserId user);
std::optional<Profile> find_profile(storage::Transaction& tx, UserId user);
void save_profile(storage::Transaction& tx, const Profile& profile);
}  // namespace store

}  // namespace pomopomo::accounts
