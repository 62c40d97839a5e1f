#pragma once
// Profiles in JSON.

#include "accounts/profile/profiles.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {

// Where the picture of that name is; null without one.
json::value avatar_url(const std::optional<std::string>& avatar);
// Everything, for the person alone.
json::object own_profile_json(const Profile& profile);
// What others see.
json::object public_profile_json(const Profile& profile);

}  // namespace pomopomo::accounts
