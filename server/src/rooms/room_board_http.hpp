#pragma once
// /api/rooms/{code}/board: the scene of a room's whiteboard, and its images.

#include "accounts/accounts.hpp"
#include "http/router.hpp"
#include "images/images.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

// Requires: everything else outlives the router.
void bind_room_board_routes(http::Router& router, Rooms& rooms, const accounts::Identity& identity,
                            images::Workshop& workshop);

}  // namespace pomopomo::rooms
