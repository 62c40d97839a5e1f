#pragma once
// /api/rooms: create, list the open ones, look at one, its history.

#include "accounts/accounts.hpp"
#include "http/router.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

// Requires: `rooms` and `identity` outlive the router.
void bind_room_routes(http::Router& router, Rooms& rooms, const accounts::Identity& identity);

}  // namespace pomopomo::rooms
