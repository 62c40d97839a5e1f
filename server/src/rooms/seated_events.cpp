#include "rooms/seated_events.hpp"

#include <memory>

#include "realtime/ack.hpp"
#include "rooms/connection.hpp"

namespace pomopomo::rooms {

namespace {

using socketio::Arguments;
using socketio::SocketPtr;

Answer handle(std::shared_ptr<const SeatedEvent> event, realtime::RateLimiter& limits,
              SocketPtr socket, Arguments arguments) {
  const auto seat = connection_of(socket).seat;
  if (!seat) co_return realtime::ack_error(not_seated());
  auto payload = realtime::payload_of(arguments);
  if (!payload) co_return realtime::ack_error(payload.error());
  if (event->limit) {
    const auto person = connection_of(socket).caller.person.str();
    if (const auto wait = co_await limits.take(*event->limit, person)) {
      co_return realtime::ack_error(
          realtime::too_often(event->limit_reason, event->limit_message, *wait).error());
    }
  }
  co_return co_await event->handle(*seat, std::move(*payload));
}

}  // namespace

Error not_seated() {
  return fail(ErrorCode::not_found, "not_in_room", "You are not in a room. Join one first.")
      .error();
}

void bind_seated(socketio::Namespace& sockets, realtime::RateLimiter& limits, SeatedEvent event) {
  const std::string name(event.name);
  sockets.on(name, [&limits, event = std::make_shared<const SeatedEvent>(std::move(event))](
                       SocketPtr socket, Arguments arguments) {
    return handle(event, limits, std::move(socket), std::move(arguments));
  });
}

}  // namespace pomopomo::rooms
