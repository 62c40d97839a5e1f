#pragma once
// What somebody has done in rooms: seats, stays, private tasks.

#include "accounts/accounts.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

class PersonHistory final : public accounts::PersonalData {
 public:
  explicit PersonHistory(Rooms& rooms) : rooms_(rooms) {}

  accounts::Amount count(storage::Transaction& tx, PersonId whose, TimePoint since) override;
  // Where both have a seat in a room, one of them goes: its tasks, proposals, messages and its part
  // as host or creator pass to the other, and its connections come back to that. Who sits in a room
  // now keeps the seat and is not interrupted (C6). Emits: member:updated, and member:left and
  // room:updated where a seat goes, to the room.
  void move(storage::Transaction& tx, PersonId from, const accounts::Caller& to,
            TimePoint since) override;
  void erase(storage::Transaction& tx, PersonId whose) override;

 private:
  void move_seat(storage::Transaction& tx, RoomId room, const Member& seat,
                 const accounts::Caller& to);

  Rooms& rooms_;
};

}  // namespace pomopomo::rooms
