#include "socketio/room_directory.hpp"

#include <algorithm>

namespace pomopomo::socketio {

std::string_view RoomDirectory::add(std::string_view room, std::size_t loop) {
  const std::lock_guard lock(mutex_);
  auto found = rooms_.find(room);
  if (found == rooms_.end()) found = rooms_.emplace(room, Counts(loops_)).first;
  ++found->second[loop];
  return found->first;
}

void RoomDirectory::remove(std::string_view room, std::size_t loop) {
  const std::lock_guard lock(mutex_);
  const auto found = rooms_.find(room);
  auto& counts = found->second;
  --counts[loop];
  if (std::all_of(counts.begin(), counts.end(), [](auto count) { return count == 0; })) {
    rooms_.erase(found);
  }
}

std::vector<std::size_t> RoomDirectory::loops_of(std::string_view room) const {
  std::vector<std::size_t> loops;
  const std::lock_guard lock(mutex_);
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return loops;
  for (std::size_t i = 0; i < loops_; ++i) {
    if (found->second[i] > 0) loops.push_back(i);
  }
  return loops;
}

}  // namespace pomopomo::socketio
