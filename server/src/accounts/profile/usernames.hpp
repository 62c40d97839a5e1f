#pragma once
// Usernames: the name in /u/{username}, unique, at most one a person.
//
// The table `usernames` holds every name that is somebody's or was until lately, and is the one
// gate through which a name is taken: an old name stays with who gave it up for kKeepOldName, and
// leads to them. Changed at most once in kChangeEvery; the first choice is no change.

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMinUsername = 3;
inline constexpr std::size_t kMaxUsername = 20;
inline constexpr Millis kChangeUsernameEvery = std::chrono::hours(24 * 30);
inline constexpr Millis kKeepOldUsername = std::chrono::hours(24 * 90);

// The name as it is stored, in small letters. Errors: invalid `username` (too_short, too_long,
// bad_characters, reserved).
Result<std::string> clean_username(std::string_view text);

namespace store {

// Gives `username` to `user`, whose present one, if any, becomes an old one.
// Errors: conflict/username_taken.
Result<void> take_username(storage::Transaction& tx, UserId user, std::string_view username,
                           std::optional<std::string_view> present, TimePoint now);
// Errors: conflict/username_taken, as `take_username` would say.
Result<void> check_username(storage::Transaction& tx, UserId user, std::string_view username,
                            TimePoint now);
// Who has this name, or had it until lately.
std::optional<UserId> find_owner(storage::Transaction& tx, std::string_view username,
                                 TimePoint now);

}  // namespace store

}  // namespace pomopomo::accounts
