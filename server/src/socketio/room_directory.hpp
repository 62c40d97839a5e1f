#pragma once
// Which loops have sockets in which room, so that a broadcast wakes only those.
//
// A join is noted by the caller before it takes effect on the socket's loop; so an emit that
// follows it on the same thread finds the room. Thread: any.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "socketio/local_rooms.hpp"

namespace pomopomo::socketio {

class RoomDirectory {
 public:
  explicit RoomDirectory(std::size_t loops) : loops_(loops) {}

  void add(std::string_view room, std::size_t loop);
  // Requires: an `add` of the same that was not removed.
  void remove(std::string_view room, std::size_t loop);
  // The loops that have, or are about to have, members; ascending.
  std::vector<std::size_t> loops_of(std::string_view room) const;

 private:
  const std::size_t loops_;
  mutable std::mutex mutex_;
  // Members by loop; guarded by mutex_.
  std::unordered_map<std::string, std::vector<std::uint32_t>, StringHash, std::equal_to<>> rooms_;
};

}  // namespace pomopomo::socketio
