// The rows behind `Profile`.

#include <boost/mp11/algorithm.hpp>

#include "accounts/profile/profiles.hpp"
#include "accounts/sql.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts::store {

namespace {

using storage::Row;

template <class T>
T setting_from(const Row& row, const char* column) {
  return static_cast<T>(row.integer(column));
}
template <>
std::optional<bool> setting_from(const Row& row, const char* column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.boolean(column));
}

Settings settings_from(const Row& row) {
  using boost::describe::describe_members;
  Settings settings;
  boost::mp11::mp_for_each<describe_members<Settings, boost::describe::mod_public>>([&](auto one) {
    auto& value = settings.*(one.pointer);
    value = setting_from<std::remove_reference_t<decltype(value)>>(row, one.name);
  });
  return settings;
}

Profile profile_from(const Row& row) {
  return {.user = user_from(row),
          .username_changed_at = row.optional_time("username_changed_at"),
          .bio = row.text("bio"),
          .links = json::value_to<std::vector<std::string>>(json::parse(row.text("links"))),
          .settings = settings_from(row)};
}

}  // namespace

Profile lock_profile(storage::Transaction& tx, UserId user) {
  return profile_from(*tx.query_one(sql::profiles::lock, {{"id", user}}));
}

std::optional<Profile> find_profile(storage::Transaction& tx, UserId user) {
  const auto row = tx.query_one(sql::profiles::find, {{"id", user}});
  return row ? std::optional(profile_from(*row)) : std::nullopt;
}

void save_profile(storage::Transaction& tx, const Profile& profile) {
  const auto& user = profile.user;
  const auto& settings = profile.settings;
  tx.execute(sql::profiles::save, {{"id", user.id},
                                   {"username", user.username},
                                   {"display_name", user.display_name},
                                   {"language", user.language},
                                   {"time_zone", user.time_zone},
                                   {"username_changed_at", profile.username_changed_at},
                                   {"bio", profile.bio},
                                   {"links", json::serialize(json::value_from(profile.links))},
                                   {"profile_visibility", settings.profile_visibility},
                                   {"show_presence", settings.show_presence},
                                   {"show_room", settings.show_room},
                                   {"show_stats", settings.show_stats},
                                   {"show_streak", settings.show_streak},
                                   {"show_achievements", settings.show_achievements},
                                   {"global_leaderboard", settings.global_leaderboard},
                                   {"friends_leaderboard", settings.friends_leaderboard},
                                   {"who_can_request", settings.who_can_request},
                                   {"read_receipts", settings.read_receipts},
                                   {"hold_while_focusing", settings.hold_while_focusing},
                                   {"searchable", settings.searchable}});
}

}  // namespace pomopomo::accounts::store
