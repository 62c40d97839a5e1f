#pragma once
// Lets people of a room to its board.

#include "boards/boards.hpp"
#include "rooms/rooms.hpp"
#include "rooms/seated_events.hpp"

namespace pomopomo::rooms {

// A seat is membership as this process knows it: who is kicked, or whose room ends, loses it with
// the event that says so. Whether the board is locked comes from BoardRights, the host's right to
// clear from SQL.
class RoomBoardDoor final : public boards::Door {
 public:
  explicit RoomBoardDoor(Rooms& rooms) : rooms_(rooms) {}
  asio::awaitable<Result<boards::Visitor>> admit(socketio::SocketPtr socket, BoardId board,
                                                 boards::Purpose purpose) override;

 private:
  Rooms& rooms_;
};

}  // namespace pomopomo::rooms
