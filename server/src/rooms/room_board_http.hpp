#pragma once
// /api/rooms/{code}/board: the scene of a room's whiteboard.

#include "accounts/accounts.hpp"
#include "http/router.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

// Requires: `rooms` and `identity` outlive the router.
void bind_room_board_routes(http::Router& router, Rooms& rooms, const accounts::Identity& identity);

}  // namespace pomopomo::rooms
