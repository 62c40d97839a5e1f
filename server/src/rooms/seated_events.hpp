#pragma once
// Socket.IO events of somebody who sits in a room: each part of the feature registers its own.

#include <functional>
#include <optional>
#include <string_view>

#include "realtime/rate_limiter.hpp"
#include "rooms/room_types.hpp"
#include "socketio/server.hpp"

namespace pomopomo::rooms {

using Answer = asio::awaitable<socketio::Arguments>;
// A socket outside of any room does not reach it: not_found/not_in_room.
using SeatedHandler = std::function<Answer(Seat seat, json::value payload)>;

struct SeatedEvent {
  std::string_view name;
  SeatedHandler handle;
  std::optional<realtime::Limit> limit = {};  // for the person, in all rooms together
  // Of who is beyond it.
  std::string_view limit_reason = "too_often";
  std::string_view limit_message = "Too many changes. Wait a moment.";
};

// Requires: on_connect attaches a `Connection`; `limits` outlives the namespace's sockets.
void bind_seated(socketio::Namespace& sockets, realtime::RateLimiter& limits, SeatedEvent event);

Error not_seated();

}  // namespace pomopomo::rooms
