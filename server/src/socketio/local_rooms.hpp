#pragma once
// The rooms of one namespace on one loop: names to the sockets that are in them.
// Joining, leaving and visiting cost no search through the members. Thread: the loop's.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pomopomo::socketio {

class SocketImpl;

class LocalRooms {
 public:
  struct Member {
    SocketImpl* socket;
    std::uint32_t membership;  // where the socket notes this room
  };
  struct Room {
    std::string_view name;
    std::vector<Member> members;
  };
  // What a socket notes of a room it is in.
  struct Membership {
    Room* room;
    std::uint32_t member;  // where the room notes the socket
  };

  // `name` must stay valid while it is in. Returns: false when it was in already.
  bool join(SocketImpl& socket, std::vector<Membership>& memberships, std::string_view name);
  // Returns: false when it was not in.
  bool leave(std::vector<Membership>& memberships, std::string_view name);
  // Leaves one of its rooms. Returns: its name as `join` got it. Requires: it is in one.
  std::string_view leave_last(std::vector<Membership>& memberships);
  // Nullptr when nobody is in. Valid until the next join or leave.
  const Room* find(std::string_view name) const;

 private:
  void remove(std::vector<Membership>& memberships, std::size_t index);

  std::unordered_map<std::string_view, Room> rooms_;
};

}  // namespace pomopomo::socketio
