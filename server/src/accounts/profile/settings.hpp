#pragma once
// Who may see and do what with a person (P4). Stored as numbers, one column each, by these names.

#include <optional>

#include <boost/describe.hpp>

namespace pomopomo::accounts {

// Stored: never renumber.
BOOST_DEFINE_ENUM_CLASS(Audience, everyone, friends, nobody)
BOOST_DEFINE_ENUM_CLASS(PresenceAudience, friends, nobody)
BOOST_DEFINE_ENUM_CLASS(RoomShown, joinable, name, hidden)
BOOST_DEFINE_ENUM_CLASS(Requesters, everyone, friends_of_friends, link_only)

struct Settings {
  Audience profile_visibility = Audience::everyone;
  PresenceAudience show_presence = PresenceAudience::friends;
  RoomShown show_room = RoomShown::name;
  Audience show_stats = Audience::everyone;
  Audience show_streak = Audience::everyone;
  Audience show_achievements = Audience::everyone;
  std::optional<bool> global_leaderboard;  // asked when the account is completed, no default (L4)
  bool friends_leaderboard = true;
  Requesters who_can_request = Requesters::everyone;
  bool read_receipts = false;
  bool hold_while_focusing = true;
  bool searchable = true;

  friend bool operator==(const Settings&, const Settings&) = default;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (profile_visibility, show_presence, show_room, show_stats, show_streak,
                       show_achievements, global_leaderboard, friends_leaderboard, who_can_request,
                       read_receipts, hold_while_focusing, searchable))

// What of it somebody wants to be otherwise.
struct SettingsPatch {
  std::optional<Audience> profile_visibility;
  std::optional<PresenceAudience> show_presence;
  std::optional<RoomShown> show_room;
  std::optional<Audience> show_stats;
  std::optional<Audience> show_streak;
  std::optional<Audience> show_achievements;
  std::optional<bool> global_leaderboard;
  std::optional<bool> friends_leaderboard;
  std::optional<Requesters> who_can_request;
  std::optional<bool> read_receipts;
  std::optional<bool> hold_while_focusing;
  std::optional<bool> searchable;
};
BOOST_DESCRIBE_STRUCT(SettingsPatch, (),
                      (profile_visibility, show_presence, show_room, show_stats, show_streak,
                       show_achievements, global_leaderboard, friends_leaderboard, who_can_request,
                       read_receipts, hold_while_focusing, searchable))

void apply(Settings& settings, const SettingsPatch& patch);

}  // namespace pomopomo::accounts
