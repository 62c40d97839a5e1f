#pragma once
// Names that would make others believe that the service itself, or somebody with power over it,
// speaks to them (IN3).

#include <string_view>

namespace pomopomo::accounts {

// Whether `name`, as people see it, is one of those: "Admin", "adm1n", "Аdmin" with a Cyrillic А,
// "Support_24". Requires: valid UTF-8. Thread: any.
bool looks_like_system(std::string_view name);

}  // namespace pomopomo::accounts
