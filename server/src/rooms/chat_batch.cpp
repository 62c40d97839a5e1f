#include "rooms/chat_batch.hpp"

#include <algorithm>
#include <map>

#include "core/random.hpp"
#include "rooms/chat.hpp"
#include "rooms/chat_store.hpp"
#include "rooms/chat_wire.hpp"
#include "rooms/room_change.hpp"

namespace pomopomo::rooms {

namespace {

// Gaps are of any size up to this, so that those of hidden messages are like others.
constexpr std::uint32_t kWidestStep = 4;

class Batch {
 public:
  Batch(const Rooms::Services& services, storage::Transaction& tx,
        std::span<const Sending> sendings)
      : services_(services), tx_(tx) {
    std::vector<RoomId> rooms;
    std::vector<MemberId> members;
    std::vector<store::ClientMessage> messages;
    for (const auto& sending : sendings) {
      rooms.push_back(sending.seat.room);
      members.push_back(sending.seat.member);
      messages.push_back({sending.seat.member, sending.client_id});
    }
    std::ranges::sort(rooms);
    rooms.erase(std::ranges::unique(rooms).begin(), rooms.end());
    rooms_ = store::lock_rooms(tx, rooms);  // first: what follows is read under these locks
    members_ = store::list_members(tx, members);
    now_ = now();
    stored_ = store::list_sent(tx, messages, now_ - kRetryWindow);
    for (const auto& message : stored_) known_.emplace(key_of(message), &message);
    new_.reserve(sendings.size());
  }

  Result<ChatMessage> send(const Sending& sending) {
    const auto room = rooms_.find(sending.seat.room);
    const auto member = members_.find(sending.seat.member);
    if (room == rooms_.end() || member == members_.end() ||
        member->second.state == MemberState::gone)
      return std::unexpected(not_in_room());
    if (room->second.closed_at || room->second.expires_at <= now_)
      return std::unexpected(room_expired());
    const auto known = known_.find({sending.seat.member, sending.client_id});
    if (known != known_.end()) return *known->second;
    if (member->second.muted) return std::unexpected(is_muted());

    auto& sequence = room->second.message_sequence;
    sequence += 1 + random_below(kWidestStep);
    const auto& message = new_.emplace_back(ChatMessage{.id = services_.ids.next<MessageId>(),
                                                        .room = sending.seat.room,
                                                        .sequence = sequence,
                                                        .member = sending.seat.member,
                                                        .display_name = member->second.display_name,
                                                        .text = sending.text,
                                                        .client_id = sending.client_id,
                                                        .sent_at = now_,
                                                        .hidden = sending.hidden,
                                                        .deleted = false,
                                                        .reactions = {}});
    known_.emplace(key_of(message), &message);
    return message;
  }

  // Stores what is new, and tells it once committed.
  void finish(RoomFeed& feed) {
    if (new_.empty()) return;
    store::insert(tx_, new_);
    std::map<RoomId, RoomFeed::Revision> revisions;
    for (const auto& message : new_) {
      auto& revision = revisions[message.room];
      revision.events.push_back(message_event("chat:message", message));
    }
    std::vector<RoomFeed::Revision> list;
    std::vector<store::ChatProgress> progress;
    for (auto& [id, revision] : revisions) {
      auto& room = rooms_.at(id);
      revision.room = id;
      revision.number = ++room.revision;
      progress.push_back({id, room.message_sequence, room.revision});
      list.push_back(std::move(revision));
    }
    store::save(tx_, progress);
    feed.record(tx_, list, now_);
    tx_.after_commit([&feed, list = std::move(list)]() mutable {
      for (auto& revision : list) feed.committed(std::move(revision));
    });
  }

 private:
  // As Rooms::now: a shared database's own time, else the clock's.
  TimePoint now() const {
    const bool by_database = services_.shared && !rooms_.empty();
    return by_database ? *rooms_.begin()->second.database_now : services_.clock.now();
  }

  using Key = std::pair<MemberId, std::string_view>;
  static Key key_of(const ChatMessage& message) { return {message.member, message.client_id}; }

  const Rooms::Services& services_;
  storage::Transaction& tx_;
  TimePoint now_;
  std::unordered_map<RoomId, store::ChatRoom> rooms_;
  std::unordered_map<MemberId, Member> members_;
  std::vector<ChatMessage> stored_;          // by an earlier attempt
  std::vector<ChatMessage> new_;             // has room for the whole batch, so none ever moves
  std::map<Key, const ChatMessage*> known_;  // all of them
};

}  // namespace

std::vector<Result<ChatMessage>> send_all(const Rooms::Services& services, RoomFeed& feed,
                                          storage::Transaction& tx,
                                          std::span<const Sending> batch) {
  Batch work(services, tx, batch);
  std::vector<Result<ChatMessage>> answers;
  answers.reserve(batch.size());
  for (const auto& sending : batch) answers.push_back(work.send(sending));
  work.finish(feed);
  return answers;
}

}  // namespace pomopomo::rooms
