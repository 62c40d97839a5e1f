#pragma once
// Where and in which language somebody lives.

#include <string>
#include <string_view>

#include "core/error.hpp"

namespace pomopomo::accounts {

// A name of the IANA list, such as "Europe/Lisbon" or "UTC". Errors: invalid `timeZone`
// (unknown_time_zone). Thread: any.
Result<std::string> clean_time_zone(std::string_view name);

// One that we speak: "en" or "pt", also of a "pt-BR". Errors: invalid `language`
// (unknown_language).
Result<std::string> clean_language(std::string_view tag);

}  // namespace pomopomo::accounts
