#pragma once
// Links on a profile (IN2): addresses of web pages and nothing else.

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMaxLinks = 5;
inline constexpr std::size_t kMaxLink = 200;  // bytes, as it is stored

// The links as they are stored: http or https, a host, nobody's password, in ASCII (what is not is
// percent-encoded). Errors: invalid `links` (too_many), `links[i]` (not_a_link, too_long).
Result<std::vector<std::string>> clean_links(const std::vector<std::string>& links);

}  // namespace pomopomo::accounts
