#include "rooms/chat_store.hpp"

#include <algorithm>
#include <limits>

#include "rooms/sql.hpp"

namespace pomopomo::rooms::store {

namespace {

using storage::Row;

// By how much the clocks of processes may differ, and more.
constexpr Millis kClocksDiffer = std::chrono::hours(1);

std::string text_of(const Reactions& reactions) {
  json::object object;
  for (const auto& [reaction, members] : reactions) {
    json::array ids;
    for (const auto member : members) ids.push_back(member.value);
    object[to_string(reaction)] = std::move(ids);
  }
  return json::serialize(object);
}

Reactions reactions_from(const Row& row) {
  Reactions reactions;
  if (row.is_null("reactions")) return reactions;
  const auto stored = json::parse(row.text("reactions"));
  for (const auto& [name, ids] : stored.as_object()) {
    const auto reaction = parse_reaction({name.data(), name.size()});
    if (!reaction) throw storage::StorageError("a message holds an unknown reaction");
    auto& members = reactions[*reaction];
    for (const auto& id : ids.as_array()) members.push_back(MemberId{id.as_int64()});
  }
  return reactions;
}

ChatMessage message_from(const Row& row) {
  return {.id = row.id<MessageId>("id"),
          .room = row.id<RoomId>("room_id"),
          .sequence = row.integer("sequence"),
          .member = row.id<MemberId>("participant_id"),
          .display_name = row.text("display_name"),
          .text = row.text("text"),
          .client_id = row.text("client_id"),
          .sent_at = row.time("sent_at"),
          .hidden = row.boolean("hidden"),
          .deleted = row.boolean("deleted"),
          .reactions = reactions_from(row)};
}

std::vector<ChatMessage> messages_from(const storage::Rows& rows) {
  std::vector<ChatMessage> messages;
  messages.reserve(rows.size());
  for (const auto& row : rows) messages.push_back(message_from(row));
  return messages;
}

}  // namespace

std::unordered_map<RoomId, ChatRoom> lock_rooms(Transaction& tx, const std::vector<RoomId>& ids) {
  std::unordered_map<RoomId, ChatRoom> rooms;
  for (const auto& row : tx.query(sql::chat::lock_rooms, {{"ids", ids}})) {
    rooms[row.id<RoomId>("id")] = {.closed_at = row.optional_time("closed_at"),
                                   .expires_at = row.time("expires_at"),
                                   .revision = row.integer("revision"),
                                   .message_sequence = row.integer("message_sequence"),
                                   .database_now = row.optional_time("database_now")};
  }
  return rooms;
}

std::unordered_map<MemberId, Member> list_members(Transaction& tx,
                                                  const std::vector<MemberId>& ids) {
  std::unordered_map<MemberId, Member> members;
  for (const auto& row : tx.query(sql::chat::list_members, {{"ids", ids}}))
    members.emplace(row.id<MemberId>("id"), member_from(row));
  return members;
}

std::vector<ChatMessage> list_sent(Transaction& tx, const std::vector<ClientMessage>& messages,
                                   TimePoint since) {
  json::monotonic_resource memory;
  json::array rows(&memory);
  for (const auto& [member, client_id] : messages)
    rows.push_back({{"member", member.value}, {"clientId", client_id}});
  return messages_from(
      tx.query(sql::chat::list_sent, {{"rows", json::serialize(rows)},
                                      {"first", IdGenerator::first_at(since - kClocksDiffer)},
                                      {"since", since}}));
}

void insert(Transaction& tx, const std::vector<ChatMessage>& messages) {
  const auto integers = [&](auto get) {
    storage::Integers list;
    list.reserve(messages.size());
    for (const auto& message : messages) list.push_back(get(message));
    return list;
  };
  const auto texts = [&](auto field) {
    storage::Texts list;
    list.reserve(messages.size());
    for (const auto& message : messages) list.push_back(message.*field);
    return list;
  };
  using M = ChatMessage;
  tx.execute_each(sql::chat::insert_each,
                  {{"id", integers([](const M& m) { return m.id.value; })},
                   {"room_id", integers([](const M& m) { return m.room.value; })},
                   {"sequence", integers([](const M& m) { return m.sequence; })},
                   {"participant_id", integers([](const M& m) { return m.member.value; })},
                   {"display_name", texts(&M::display_name)},
                   {"text", texts(&M::text)},
                   {"client_id", texts(&M::client_id)},
                   {"sent_at", integers([](const M& m) { return to_epoch_ms(m.sent_at); })},
                   {"hidden", integers([](const M& m) { return std::int64_t{m.hidden}; })}});
}

void save(Transaction& tx, const std::vector<ChatProgress>& rooms) {
  storage::Integers ids;
  storage::Integers sequences;
  storage::Integers revisions;
  for (const auto& [room, sequence, revision] : rooms) {
    ids.push_back(room.value);
    sequences.push_back(sequence);
    revisions.push_back(revision);
  }
  tx.execute_each(sql::chat::save_rooms,
                  {{"ids", ids}, {"sequences", sequences}, {"revisions", revisions}});
}

std::optional<ChatMessage> find_message(Transaction& tx, RoomId room, MemberId member,
                                        MessageId id) {
  const auto row =
      tx.query_one(sql::chat::find, {{"id", id}, {"room_id", room}, {"member", member}});
  if (!row) return std::nullopt;
  return message_from(*row);
}

void save_message(Transaction& tx, const ChatMessage& message) {
  const auto reactions = message.reactions.empty() ? storage::Value(storage::Null{})
                                                   : storage::Value(text_of(message.reactions));
  tx.execute(sql::chat::save, {{"id", message.id},
                               {"text", message.text},
                               {"deleted", message.deleted},
                               {"reactions", reactions}});
}

std::vector<ChatMessage> list_messages(Transaction& tx, RoomId room, TimePoint created_at,
                                       MemberId member, std::optional<std::int64_t> before,
                                       std::int64_t limit) {
  return messages_from(
      tx.query(sql::chat::list_before,
               {{"room_id", room},
                {"first", IdGenerator::first_at(created_at - kClocksDiffer)},
                {"member", member},
                {"before", before.value_or(std::numeric_limits<std::int64_t>::max())},
                {"limit", limit}}));
}

ChatView latest_messages(Transaction& tx, const RoomRecord& record, MemberId member) {
  if (record.message_sequence == 0) return {};
  ChatView view;
  view.messages = list_messages(tx, record.room.id, record.room.created_at, member, std::nullopt,
                                kLatestMessages + 1);
  view.has_earlier = std::cmp_greater(view.messages.size(), kLatestMessages);
  if (view.has_earlier) view.messages.pop_back();
  std::ranges::reverse(view.messages);
  return view;
}

std::int64_t delete_messages(Transaction& tx, TimePoint before, std::int64_t limit) {
  return tx.execute(sql::chat::delete_of_closed, {{"before", before}, {"limit", limit}});
}

}  // namespace pomopomo::rooms::store
