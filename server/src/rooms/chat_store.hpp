#pragma once
// Messages in SQL. Binds statements to structs; holds no rules.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "rooms/chat_types.hpp"
#include "rooms/room_store.hpp"

namespace pomopomo::rooms::store {

// What a batch of messages must know of a room.
struct ChatRoom {
  std::optional<TimePoint> closed_at;
  TimePoint expires_at;
  std::int64_t revision = 0;
  std::int64_t message_sequence = 0;
  std::optional<TimePoint> database_now;  // of a shared database
};
// Locks the rooms. Requires: rising ids.
std::unordered_map<RoomId, ChatRoom> lock_rooms(Transaction& tx, const std::vector<RoomId>& ids);
std::unordered_map<MemberId, Member> list_members(Transaction& tx,
                                                  const std::vector<MemberId>& ids);

struct ClientMessage {
  MemberId member;
  std::string client_id;
};
// Those of `messages` that were stored after `since`.
std::vector<ChatMessage> list_sent(Transaction& tx, const std::vector<ClientMessage>& messages,
                                   TimePoint since);
void insert(Transaction& tx, const std::vector<ChatMessage>& messages);
// How far a room has come.
struct ChatProgress {
  RoomId room;
  std::int64_t message_sequence = 0;
  std::int64_t revision = 0;
};
void save(Transaction& tx, const std::vector<ChatProgress>& rooms);

// A message that `member` may see.
std::optional<ChatMessage> find_message(Transaction& tx, RoomId room, MemberId member,
                                        MessageId id);
void save_message(Transaction& tx, const ChatMessage& message);
// What `member` sees, newest first. No message is older than the room, `created_at`.
std::vector<ChatMessage> list_messages(Transaction& tx, RoomId room, TimePoint created_at,
                                       MemberId member, std::optional<std::int64_t> before,
                                       std::int64_t limit);
// Of a record whose room has none, no statement is run.
ChatView latest_messages(Transaction& tx, const RoomRecord& room, MemberId member);
// Messages of rooms that were closed before then. Rows deleted.
std::int64_t delete_messages(Transaction& tx, TimePoint before, std::int64_t limit);

}  // namespace pomopomo::rooms::store
