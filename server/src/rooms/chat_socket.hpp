#pragma once
// The Socket.IO events of chat.

#include "rooms/chat.hpp"
#include "socketio/server.hpp"

namespace pomopomo::rooms {

// Requires: on_connect attaches a `Connection`; `rooms` outlives the namespace's sockets.
void bind_chat_events(socketio::Namespace& sockets, Rooms& rooms);

}  // namespace pomopomo::rooms
