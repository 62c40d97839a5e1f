#pragma once
// What operators write about limits.

#include <string>
#include <vector>

#include "core/error.hpp"
#include "realtime/rate_limiter.hpp"

namespace pomopomo::app {

// The default rules with the given changes, each "timer_control=10/10s": a count and a period of
// ms, s, min or h, with or without a number ("300/h").
// Errors: invalid, naming the change and what is wrong with it.
Result<realtime::RateRules> read_rules(const std::vector<std::string>& changes);

// "timer_control=10/10s (timer:* events of a person), …", for the help text.
std::string describe_rules();

}  // namespace pomopomo::app
