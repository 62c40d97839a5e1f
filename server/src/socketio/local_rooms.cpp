#include "socketio/local_rooms.hpp"

#include <algorithm>

#include "socketio/socket.hpp"

namespace pomopomo::socketio {

bool LocalRooms::join(SocketImpl& socket, std::vector<Membership>& memberships,
                      std::string_view name) {
  auto& room = rooms_.try_emplace(name, Room{name, {}}).first->second;
  const auto inside = [&](const Membership& membership) { return membership.room == &room; };
  if (std::any_of(memberships.begin(), memberships.end(), inside)) return false;
  room.members.push_back({&socket, static_cast<std::uint32_t>(memberships.size())});
  memberships.push_back({&room, static_cast<std::uint32_t>(room.members.size() - 1)});
  return true;
}

bool LocalRooms::leave(std::vector<Membership>& memberships, std::string_view name) {
  const auto found =
      std::find_if(memberships.begin(), memberships.end(),
                   [&](const Membership& membership) { return membership.room->name == name; });
  if (found == memberships.end()) return false;
  remove(memberships, static_cast<std::size_t>(found - memberships.begin()));
  return true;
}

std::string_view LocalRooms::leave_last(std::vector<Membership>& memberships) {
  const auto name = memberships.back().room->name;
  remove(memberships, memberships.size() - 1);
  return name;
}

const LocalRooms::Room* LocalRooms::find(std::string_view name) const {
  const auto found = rooms_.find(name);
  return found == rooms_.end() ? nullptr : &found->second;
}

// The last of each list takes the place of what goes, and its counterpart learns the new place.
void LocalRooms::remove(std::vector<Membership>& memberships, std::size_t index) {
  const auto [room, member] = memberships[index];
  if (member + 1 < room->members.size()) {
    const auto moved = room->members[member] = room->members.back();
    moved.socket->membership(moved.membership).member = member;
  }
  room->members.pop_back();
  if (index + 1 < memberships.size()) {
    const auto moved = memberships[index] = memberships.back();
    moved.room->members[moved.member].membership = static_cast<std::uint32_t>(index);
  }
  memberships.pop_back();
  if (room->members.empty()) rooms_.erase(room->name);
}

}  // namespace pomopomo::socketio
