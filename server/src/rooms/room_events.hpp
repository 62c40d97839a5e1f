#pragma once
// What the people in a room are told of one change of it, in a form that another process can tell
// as well.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/json.hpp"
#include "realtime/emitter.hpp"

namespace pomopomo::rooms {

struct RoomEvent {
  std::string event;
  json::value payload;
  std::optional<MemberId> only_to = {};  // else to everybody in the room
  bool ends_seats = false;               // whoever was told has left the room with it
  bool comes_back = false;  // tells nothing: `only_to` reconnects and takes a seat anew
};

// `room:state` holds the moment of sending, so it is completed by `tell`.
void tell(realtime::Emitter& emitter, const Clock& clock, RoomId room,
          std::vector<RoomEvent> events);

std::string to_text(const std::vector<RoomEvent>& events);
// Throws: std::exception when `text` did not come from `to_text`.
std::vector<RoomEvent> events_from_text(std::string_view text);

}  // namespace pomopomo::rooms
