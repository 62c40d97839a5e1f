#include "accounts/profile/profiles.hpp"

#include <fmt/format.h>

#include "accounts/guests.hpp"
#include "accounts/profile/links.hpp"
#include "accounts/profile/locales.hpp"
#include "accounts/profile/system_names.hpp"
#include "accounts/profile/usernames.hpp"
#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

Result<std::string> clean_bio(std::string_view text) {
  auto bio = clean_lines(text);
  if (!bio) return fail_field("bio", "not_utf8", "bio must be valid UTF-8.");
  if (length_in_code_points(*bio) > kMaxBio)
    return fail_field("bio", "too_long",
                      fmt::format("bio must be at most {} characters.", kMaxBio));
  return std::move(*bio);
}

// Sets `target` to what `clean` makes of a given wish.
template <class T, class Wish, class Clean>
Result<void> set(T& target, const std::optional<Wish>& wish, Clean clean) {
  if (!wish) return {};
  auto value = clean(*wish);
  if (!value) return std::unexpected(std::move(value.error()));
  target = std::move(*value);
  return {};
}

// Errors: rate_limited/username_changed.
Result<void> check_may_rename(const Profile& profile, TimePoint now) {
  if (!profile.username_changed_at) return {};
  const auto next = *profile.username_changed_at + kChangeUsernameEvery;
  if (next <= now) return {};
  auto error = fail(ErrorCode::rate_limited, "username_changed",
                    "A username can be changed once in 30 days.");
  error.error().retry_after = next - now;
  return error;
}

Result<void> rename(storage::Transaction& tx, Profile& profile, const std::string& wish,
                    TimePoint now) {
  auto& present = profile.user.username;
  const auto username = clean_username(wish);
  if (!username) return std::unexpected(username.error());
  if (*username == present) return {};
  if (!present && !profile.settings.global_leaderboard)
    return fail_field("globalLeaderboard", "required",
                      "Whether to appear in the global rankings must be chosen, too.");
  if (auto may = check_may_rename(profile, now); !may) return may;
  if (auto taken = store::take_username(tx, profile.user.id, *username, present, now); !taken)
    return taken;
  if (present) profile.username_changed_at = now;
  present = *username;
  return {};
}

Result<void> apply(storage::Transaction& tx, Profile& profile, const ProfilePatch& patch,
                   TimePoint now) {
  const auto clean_name = [&](const std::string& name) {
    return clean_person_name(name, profile.user.role);
  };
  if (auto done = set(profile.user.display_name, patch.display_name, clean_name); !done)
    return done;
  if (auto done = set(profile.user.language, patch.language, clean_language); !done) return done;
  if (auto done = set(profile.user.time_zone, patch.time_zone, clean_time_zone); !done) return done;
  if (auto done = set(profile.bio, patch.bio, clean_bio); !done) return done;
  if (auto done = set(profile.links, patch.links, clean_links); !done) return done;
  return patch.username ? rename(tx, profile, *patch.username, now) : Result<void>();
}

bool may_see(std::optional<UserId> viewer, const Profile& profile) {
  if (profile.user.deleted_at || profile.user.suspended_at) return false;
  return viewer == profile.user.id || profile.settings.profile_visibility == Audience::everyone;
}

}  // namespace

Result<std::string> clean_person_name(std::string_view name, Role role) {
  auto cleaned = clean_display_name(name);
  if (cleaned && role != Role::admin && looks_like_system(*cleaned))
    return fail_field("displayName", "reserved", "Others would take this name for ours.");
  return cleaned;
}

asio::awaitable<Profile> Profiles::own(UserId user) {
  co_return co_await db_.read(
      [user](storage::Transaction& tx) { return *store::find_profile(tx, user); });
}

asio::awaitable<Result<Profile>> Profiles::change(UserId user, ProfilePatch patch,
                                                  SettingsPatch settings) {
  co_return co_await db_.write(
      [&, now = clock_.now()](storage::Transaction& tx) -> Result<Profile> {
        auto profile = store::lock_profile(tx, user);
        accounts::apply(profile.settings, settings);
        if (auto applied = apply(tx, profile, patch, now); !applied)
          return std::unexpected(applied.error());
        store::save_profile(tx, profile);
        return profile;
      });
}

asio::awaitable<Result<Profile>> Profiles::find(std::optional<UserId> viewer,
                                                std::string username) {
  const auto unknown = fail(ErrorCode::not_found, "unknown_user", "There is no such person.");
  const auto name = clean_username(username);
  if (!name) co_return unknown;
  auto found = co_await db_.read([&](storage::Transaction& tx) -> std::optional<Profile> {
    const auto owner = store::find_owner(tx, *name, clock_.now());
    return owner ? store::find_profile(tx, *owner) : std::nullopt;
  });
  if (!found || !may_see(viewer, *found)) co_return unknown;
  co_return std::move(*found);
}

asio::awaitable<Result<void>> Profiles::check_username(UserId user, std::string username) {
  const auto name = clean_username(username);
  if (!name) co_return std::unexpected(name.error());
  co_return co_await db_.read([&](storage::Transaction& tx) {
    return store::check_username(tx, user, *name, clock_.now());
  });
}

}  // namespace pomopomo::accounts
