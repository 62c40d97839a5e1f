#pragma once
// What people in a room say to each other, and how they react to it.
//
// Rules
//  - All messages of a room stand in one order, their `sequence`, given under the lock of the
//    room's row; it rises with gaps of any size, so that a gap says nothing.
//  - A message sent again with its `client_id` within a day is the same message: the same answer,
//    and nobody is told twice.
//  - A message with a hidden word is seen by its sender alone: live, after a reload, and in the
//    history. Nobody else can react to it, delete it or tell that it is there.
//  - Who is muted neither writes nor reacts. Everybody deletes their own messages, the host any.
//
// Many messages, of whichever rooms, are one transaction and a handful of statements (see
// storage/combiner.hpp). Reactions and deletions are changes of the room like others.

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"
#include "rooms/chat_batch.hpp"
#include "rooms/chat_types.hpp"
#include "rooms/room_feed.hpp"
#include "rooms/rooms.hpp"
#include "storage/combiner.hpp"

namespace pomopomo::rooms {

inline constexpr std::size_t kMaxMessage = 500;  // code points
inline constexpr std::size_t kMaxClientId = 64;  // code points
inline constexpr Millis kRetryWindow = std::chrono::hours(24);

struct SendMessage {
  std::string text;
  std::string client_id;
};

struct React {
  MessageId message_id;
  std::string reaction;
  bool on = true;
};

class Chat {
 public:
  // All of them outlive it.
  Chat(const Rooms::Services& services, Rooms& rooms, RoomFeed& feed);

  // Errors: invalid (text, clientId), not_found/not_in_room, gone/room_expired, forbidden/muted,
  // rate_limited/chat_busy. Emits: chat:message, to the room; of a hidden one to the sender.
  asio::awaitable<Result<ChatMessage>> send(Seat seat, SendMessage input);
  // Gives a reaction or takes it back; harmless when repeated. Errors: invalid (reaction),
  // not_found/unknown_message, gone/message_deleted, forbidden/muted. Emits: chat:updated.
  asio::awaitable<Result<ChatMessage>> react(Seat seat, React input);
  // Takes the text and the reactions away; harmless when repeated. Errors:
  // not_found/unknown_message, forbidden/not_yours. Emits: chat:updated.
  asio::awaitable<Result<ChatMessage>> remove(Seat seat, MessageId id);
  // Tells the others here that somebody types; stored nowhere. People on other processes do not
  // learn it. Errors: not_found/not_in_room, forbidden/muted. Emits: chat:typing.
  asio::awaitable<Result<void>> type(Seat seat);
  // A page of messages below a sequence, newest first, for who is in the room.
  // Errors: not_found, gone, forbidden/not_member.
  asio::awaitable<Result<std::vector<ChatMessage>>> list(accounts::Caller caller, std::string code,
                                                         std::optional<std::int64_t> before,
                                                         std::int64_t limit);

 private:
  const Rooms::Services& services_;
  Rooms& rooms_;
  storage::Combiner<Sending, Result<ChatMessage>> combine_;
};

}  // namespace pomopomo::rooms
