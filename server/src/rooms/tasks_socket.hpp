#pragma once

#include "rooms/rooms.hpp"
#include "socketio/server.hpp"

namespace pomopomo::rooms {

// Requires: as bind_room_events.
void bind_task_events(socketio::Namespace& sockets, Rooms& rooms);

}  // namespace pomopomo::rooms
