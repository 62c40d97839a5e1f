#include "accounts/profile/profiles_wire.hpp"

#include "accounts/profile/usernames.hpp"

namespace pomopomo::accounts {

json::value avatar_url(const std::optional<std::string>& avatar) {
  return avatar ? json::value("/api/avatars/" + *avatar) : json::value(nullptr);
}

json::object own_profile_json(const Profile& profile) {
  const auto& user = profile.user;
  const auto& changed_at = profile.username_changed_at;
  auto object = encode(profile.settings).as_object();
  object["id"] = user.id.str();
  object["username"] = encode(user.username);
  object["displayName"] = user.display_name;
  object["email"] = encode(user.email);
  object["role"] = to_string(user.role);
  object["language"] = encode(user.language);
  object["timeZone"] = encode(user.time_zone);
  object["createdAt"] = encode(user.created_at);
  object["usernameChangeableAt"] =
      changed_at ? encode(*changed_at + kChangeUsernameEvery) : json::value(nullptr);
  object["avatarUrl"] = avatar_url(profile.user.avatar);
  object["bio"] = profile.bio;
  object["links"] = json::value_from(profile.links);
  object["isComplete"] = user.username.has_value();
  return object;
}

json::object public_profile_json(const Profile& profile) {
  return {{"id", profile.user.id.str()},
          {"username", encode(profile.user.username)},
          {"displayName", profile.user.display_name},
          {"avatarUrl", avatar_url(profile.user.avatar)},
          {"bio", profile.bio},
          {"links", json::value_from(profile.links)},
          {"memberSince", encode(profile.user.created_at)}};
}

}  // namespace pomopomo::accounts
