#pragma once
// The request target: which forms are taken, and what its path means.

#include "http/message.hpp"

namespace pomopomo::http {

// Fills `path` (decoded) and `query` from `target`. False for what no client of ours sends: broken
// escapes, NUL and other control characters, bytes that are no UTF-8 (overlong forms too), and an
// encoded slash or backslash, which would change what the path means after routing.
bool split_target(Request& request);

}  // namespace pomopomo::http
