#pragma once
// Setting and finishing tasks. A public task is told to the room and set by the host; a private one
// is told to its owner's connections and nobody else's.
//
// Errors of both use cases: not_found/not_in_room, not_found/unknown_segment (none of this room's
// queue), forbidden/not_host, invalid (visibility, text). Emit: task:updated, when something
// changed.

#include <optional>
#include <string>
#include <string_view>

#include "core/asio.hpp"
#include "rooms/rooms.hpp"
#include "rooms/task.hpp"

namespace pomopomo::rooms {

class RoomChange;

struct SetTask {
  SegmentId segment_id;
  std::string visibility;
  std::string text;
};
asio::awaitable<Result<Task>> set_task(Rooms& rooms, Seat seat, Result<SetTask> input);

struct MarkTask {
  SegmentId segment_id;
  std::optional<std::string> visibility;  // default: private
  bool done = false;
};
// Errors also: not_found/unknown_task.
asio::awaitable<Result<Task>> mark_task(Rooms& rooms, Seat seat, Result<MarkTask> input);

// Inside a change of the room: gives a segment that task, which keeps whether it is done.
// Errors: not_found/unknown_segment, invalid `field`.
Result<Task> put_task(RoomChange& change, SegmentId segment, std::optional<MemberId> owner,
                      std::string_view text, std::string_view field = "text");

}  // namespace pomopomo::rooms
