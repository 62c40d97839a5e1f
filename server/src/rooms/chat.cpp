#include "rooms/chat.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rooms/chat_store.hpp"
#include "rooms/chat_wire.hpp"
#include "rooms/connection.hpp"
#include "rooms/room_change.hpp"

namespace pomopomo::rooms {

namespace {

Result<std::string> check_text(std::string_view text) {
  auto cleaned = clean_lines(text);
  if (!cleaned) return fail_field("text", "not_utf8", "text must be valid UTF-8.");
  if (cleaned->empty()) return fail_field("text", "empty", "text must not be empty.");
  if (length_in_code_points(*cleaned) > kMaxMessage) {
    return fail_field("text", "too_long",
                      fmt::format("text must be at most {} characters.", kMaxMessage));
  }
  return *cleaned;
}

// Not changed, so that the sender finds it again: what a line may not hold is refused.
Result<void> check_client_id(std::string_view id) {
  const auto length = length_in_code_points(id);
  if (length < 1 || length > kMaxClientId) {
    return fail_field("clientId", "out_of_range",
                      fmt::format("clientId must have 1 to {} characters.", kMaxClientId));
  }
  if (clean_line(id) != id)
    return fail_field("clientId", "bad_text", "clientId must be plain text of one line.");
  return {};
}

Result<ChatMessage> find(RoomChange& change, const Seat& seat, MessageId id) {
  auto message = store::find_message(change.tx(), seat.room, seat.member, id);
  if (!message) return fail(ErrorCode::not_found, "unknown_message", "There is no such message.");
  return *message;
}

// Saves the message and tells who sees it.
void finish(RoomChange& change, const ChatMessage& message) {
  store::save_message(change.tx(), message);
  change.emit(message_event("chat:updated", message));
  change.finish();
}

}  // namespace

RoomEvent message_event(std::string_view event, const ChatMessage& message) {
  RoomEvent told{std::string(event), to_json(message)};
  if (message.hidden) told.only_to = message.member;
  return told;
}

Chat::Chat(const Rooms::Services& services, Rooms& rooms, RoomFeed& feed)
    : services_(services),
      rooms_(rooms),
      combine_(services.db,
               [&services, &feed](storage::Transaction& tx, std::span<const Sending> batch) {
                 return send_all(services, feed, tx, batch);
               }) {}

asio::awaitable<Result<ChatMessage>> Chat::send(Seat seat, SendMessage input) {
  auto text = check_text(input.text);
  if (!text) co_return std::unexpected(text.error());
  if (auto valid = check_client_id(input.client_id); !valid)
    co_return std::unexpected(valid.error());
  if (const auto wait =
          co_await services_.limits.take(realtime::Limit::chat_room, seat.room.str())) {
    co_return realtime::too_often("chat_busy", "Everybody writes at once. Wait a moment.", *wait);
  }
  const bool hidden = services_.rules.hidden_words.are_in(*text);
  co_return co_await combine_({seat, std::move(*text), std::move(input.client_id), hidden});
}

asio::awaitable<Result<ChatMessage>> Chat::react(Seat seat, React input) {
  const auto reaction = parse_reaction(input.reaction);
  if (!reaction) {
    co_return fail_field("reaction", "unknown_value",
                         "reaction must be heart, clap, fire, laugh, wow or tomato.");
  }
  co_return co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<ChatMessage> {
    auto change = RoomChange::open(rooms_, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto me = change->require_speaker(seat.member); !me) return std::unexpected(me.error());
    auto message = find(*change, seat, input.message_id);
    if (!message) return message;
    if (message->deleted)
      return fail(ErrorCode::gone, "message_deleted", "This message was deleted.");
    auto& givers = message->reactions[*reaction];
    const auto mine = std::ranges::find(givers, seat.member);
    const bool changes = (mine == givers.end()) == input.on;
    if (changes && input.on) givers.push_back(seat.member);
    if (changes && !input.on) givers.erase(mine);
    if (givers.empty()) message->reactions.erase(*reaction);
    if (changes) finish(*change, *message);
    return message;
  });
}

asio::awaitable<Result<ChatMessage>> Chat::remove(Seat seat, MessageId id) {
  co_return co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<ChatMessage> {
    auto change = RoomChange::open(rooms_, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto me = change->require_member(seat.member); !me) return std::unexpected(me.error());
    auto message = find(*change, seat, id);
    if (!message) return message;
    if (message->member != seat.member && change->record().room.host != seat.member)
      return fail(ErrorCode::forbidden, "not_yours", "Only its writer and the host can delete it.");
    if (message->deleted) return message;
    message->deleted = true;
    message->text.clear();
    message->reactions.clear();
    finish(*change, *message);
    return message;
  });
}

asio::awaitable<Result<void>> Chat::type(Seat seat) {
  const auto me = co_await services_.db.read(
      [seat](storage::Transaction& tx) { return store::find_member(tx, seat.room, seat.member); });
  if (!me || me->state == MemberState::gone) co_return std::unexpected(not_in_room());
  if (me->muted) co_return std::unexpected(is_muted());
  services_.emitter.for_each_in_room(
      seat.room, [member = seat.member](const socketio::SocketPtr& socket) {
        const auto& sits = connection_of(socket).seat;
        if (sits && sits->member != member)
          socket->emit("chat:typing", json::object{{"memberId", member.str()}});
      });
  co_return Result<void>{};
}

asio::awaitable<Result<std::vector<ChatMessage>>> Chat::list(accounts::Caller caller,
                                                             std::string code,
                                                             std::optional<std::int64_t> before,
                                                             std::int64_t limit) {
  co_return co_await services_.db.read(
      [&, this](storage::Transaction& tx) -> Result<std::vector<ChatMessage>> {
        const auto normal = normalize_code(code);
        const auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
        if (auto open = check_open(record, services_.clock.now()); !open)
          return std::unexpected(open.error());
        const auto me = store::find_member_of_person(tx, record->room.id, caller.person);
        if (!me || me->state == MemberState::gone)
          return fail(ErrorCode::forbidden, "not_member", "Only people in the room read its chat.");
        return store::list_messages(tx, record->room.id, record->room.created_at, me->id, before,
                                    limit);
      });
}

}  // namespace pomopomo::rooms
