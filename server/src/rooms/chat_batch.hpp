#pragma once
// Many messages in one transaction: locks their rooms, asks who may speak, knows again what was
// sent before, numbers and stores the rest, and tells each room once.

#include <span>
#include <string>
#include <vector>

#include "rooms/chat_types.hpp"
#include "rooms/room_feed.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

// A message that somebody wants to send, cleaned and checked.
struct Sending {
  Seat seat;
  std::string text;
  std::string client_id;
  bool hidden = false;
};

// The event that tells of a message, to whoever may see it.
RoomEvent message_event(std::string_view event, const ChatMessage& message);

// Returns: one answer each, in their order. Errors of an answer: not_found/not_in_room,
// gone/room_expired, forbidden/muted. Emits: chat:message.
std::vector<Result<ChatMessage>> send_all(const Rooms::Services& services, RoomFeed& feed,
                                          storage::Transaction& tx, std::span<const Sending> batch);

}  // namespace pomopomo::rooms
