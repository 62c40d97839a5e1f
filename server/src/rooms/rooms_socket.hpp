#pragma once
// The feature's Socket.IO events.

#include "core/background_tasks.hpp"
#include "rooms/rooms.hpp"
#include "socketio/server.hpp"

namespace pomopomo::rooms {

// Registers the event table and what happens when a socket goes. Requires: on_connect attaches a
// `Connection`; `rooms` and `tasks` outlive the namespace's sockets.
void bind_room_events(socketio::Namespace& sockets, Rooms& rooms, BackgroundTasks& tasks);

}  // namespace pomopomo::rooms
