#include "rooms/departures.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "rooms/room_change.hpp"

namespace pomopomo::rooms {

Departures::Departures(Rooms& rooms, storage::Database& db)
    : combine_(db, [&rooms](storage::Transaction& tx, std::span<const Departure> departures) {
        return write_all(rooms, tx, departures);
      }) {}

std::vector<bool> Departures::write_all(Rooms& rooms, storage::Transaction& tx,
                                        std::span<const Departure> departures) {
  std::vector<store::Closing> closings;
  std::vector<MemberId> members;
  std::map<RoomId, std::unordered_set<MemberId>> gone;  // by room, in the order of their locks
  for (const auto& [seat, last_heard] : departures) {
    closings.push_back({seat.attendance, last_heard});
    members.push_back(seat.member);
    gone[seat.room].insert(seat.member);
  }
  // First, as every change of a room: else two processes could each see the other's stay still
  // open.
  std::vector<RoomId> ids;
  for (const auto& [room, who] : gone) ids.push_back(room);
  store::lock_all(tx, ids);
  const auto closed = store::close_attendance(tx, closings);
  const auto still_here = store::list_connected(tx, members);

  for (auto& [room, who] : gone) {
    std::erase_if(who, [&](MemberId member) { return still_here.contains(member); });
    if (who.empty()) continue;
    auto change = RoomChange::open(rooms, tx, room);
    if (!change) continue;
    for (const auto id : who) {
      auto member = change->require_member(id);
      if (member && member->state == MemberState::here) change->set_away(*member);
    }
    change->review_members();
    change->finish();
  }

  std::vector<bool> were_last;
  for (const auto& [seat, last_heard] : departures)
    were_last.push_back(closed.contains(seat.attendance) && !still_here.contains(seat.member));
  return were_last;
}

}  // namespace pomopomo::rooms
