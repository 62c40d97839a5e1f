#pragma once
// Where a sign-in leads back to (AU9).

#include <optional>
#include <string>
#include <string_view>

namespace pomopomo::accounts {

// `next` if every browser takes it for a path on our own origin, else "/". What was percent-encoded
// is judged as well, in case somebody decodes it.
std::string own_path(const std::optional<std::string>& next);

}  // namespace pomopomo::accounts
