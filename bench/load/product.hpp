#pragma once
// Who the clients are, and how they come into their rooms.

#include <string>
#include <string_view>
#include <vector>

#include "options.hpp"

namespace pomopomo::load {

struct Place {
  std::string auth;  // payload of CONNECT
  std::string join;  // the frame that asks to be let in; empty: CONNECT has done it
};

// The id under which `join` is acknowledged.
inline constexpr int kJoinId = 1;

// One place a client. With `options.product` guests and rooms are made first, over HTTP; `segments`
// is the JSON of each room's queue. Client i creates room i, and is its host. Errors: throws when
// the server does not make them.
std::vector<Place> make_places(const Options& options, std::string_view segments = "[]");

}  // namespace pomopomo::load
