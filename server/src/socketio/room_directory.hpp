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

#include <boost/container/small_vector.hpp>

namespace pomopomo::socketio {

// Lets maps of strings be searched by string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

class RoomDirectory {
 public:
  explicit RoomDirectory(std::size_t loops) : loops_(loops) {}

  // Returns: the name as the directory keeps it, valid until the `remove` that belongs to this.
  std::string_view add(std::string_view room, std::size_t loop);
  // Requires: an `add` of the same that was not removed.
  void remove(std::string_view room, std::size_t loop);
  // The loops that have, or are about to have, members; ascending.
  std::vector<std::size_t> loops_of(std::string_view room) const;

 private:
  const std::size_t loops_;
  mutable std::mutex mutex_;
  // How many members a room has on each loop. Most processes have few loops.
  using Counts = boost::container::small_vector<std::uint32_t, 4>;
  std::unordered_map<std::string, Counts, StringHash, std::equal_to<>> rooms_;  // under mutex_
};

}  // namespace pomopomo::socketio
