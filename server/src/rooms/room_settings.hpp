#pragma once
// What a host may set about a room.

#include "core/error.hpp"
#include "rooms/room_types.hpp"

namespace pomopomo::rooms {

// Checks and applies everything but auto-start, which belongs to the timer. Nothing changes when
// something is refused. Errors: invalid (name, theme, visibility, capacity).
Result<void> apply_settings(Room& room, const RoomPatch& patch, std::int64_t max_capacity);

}  // namespace pomopomo::rooms
