#include "rooms/connection.hpp"

#include "realtime/emitter.hpp"

namespace pomopomo::rooms {

void give_up_seat(const socketio::SocketPtr& socket, RoomId room) {
  auto& seat = connection_of(socket).seat;
  if (!seat || seat->room != room) return;
  realtime::Emitter::unsubscribe(socket, room, seat->member);
  realtime::Emitter::close_board(socket, board_of(room));
  seat.reset();
}

}  // namespace pomopomo::rooms
