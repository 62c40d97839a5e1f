#pragma once
// What a socket carries: who it is, and the seat it has taken. Thread: the socket's loop only.

#include <any>
#include <memory>
#include <optional>

#include "accounts/accounts.hpp"
#include "rooms/room_types.hpp"
#include "socketio/server.hpp"

namespace pomopomo::rooms {

struct Connection {
  accounts::Caller caller;
  std::optional<Seat> seat;           // in at most one room
  std::shared_ptr<const void> place;  // counts among the person's connections while it lives
};

// Requires: on_connect has attached it.
inline Connection& connection_of(const socketio::SocketPtr& socket) {
  return std::any_cast<Connection&>(socket->data());
}

// Takes the socket out of `room`, if it still sits there.
void give_up_seat(const socketio::SocketPtr& socket, RoomId room);

}  // namespace pomopomo::rooms
