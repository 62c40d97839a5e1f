#pragma once
// One write to one room, inside its transaction: loads the room and brings it to now, lets a use
// case change it, then saves what changed, records runs, sets the next deadline, and tells the room
// once committed.
//
//   auto change = RoomChange::open(rooms, tx, seat.room);
//   if (!change) return std::unexpected(change.error());
//   if (auto host = change->require_host(seat.member); !host) return …;
//   … change->transition(*apply(change->timer(), command, change->now())) …
//   change->finish();

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rooms/room_events.hpp"
#include "rooms/room_feed.hpp"
#include "rooms/room_store.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

// Its host has closed it, and may still restore it for a moment; else it is open or has expired.
bool is_ended(const store::RoomRecord& record);
Error room_expired();
Error not_in_room();
Error is_muted();
Error board_locked();

// Errors: not_found/unknown_room, gone/room_expired (closed, or its time has come),
// gone/room_ended.
Result<void> check_open(const std::optional<store::RoomRecord>& record, TimePoint now);
// For HTTP, whose callers have no seat. What members may read is for everybody who ever joined and
// is not banned. Errors: forbidden/not_member, forbidden/banned.
Result<Member> check_member(storage::Transaction& tx, const store::RoomRecord& record,
                            const accounts::Caller& caller);
// What only those may do who are in the room now. Errors: the same.
Result<Member> check_present(storage::Transaction& tx, const store::RoomRecord& record,
                             const accounts::Caller& caller);
// Errors: forbidden/not_host.
Result<void> check_host(storage::Transaction& tx, const store::RoomRecord& record,
                        const accounts::Caller& caller);

// Lets `member` be seen as who they are now. Returns: whether that is new.
bool introduce(Member& member, const accounts::Caller& caller);

class RoomChange {
 public:
  // Errors: those of `check_open`.
  static Result<RoomChange> open(Rooms& rooms, storage::Transaction& tx, RoomId id);
  static Result<RoomChange> open(Rooms& rooms, storage::Transaction& tx, std::string_view code);
  // Opens a room that its host may have ended. Errors: those of `check_open`, except room_ended.
  static Result<RoomChange> open_ended(Rooms& rooms, storage::Transaction& tx,
                                       std::string_view code);
  // Opens a room whose time may have come; nullopt when it is gone already. All of these lock the
  // room's row.
  static std::optional<RoomChange> open_due(Rooms& rooms, storage::Transaction& tx, RoomId id);

  store::RoomRecord& record() { return record_; }
  const TimerState& timer() const { return record_.timer; }
  storage::Transaction& tx() { return tx_; }
  TimePoint now() const { return now_; }
  RoomView room_view() const { return {record_.room, record_.timer.auto_start}; }
  QueueView queue_view() const { return {record_.queue_version, record_.timer.queue}; }
  MemberView view(const Member& member) const { return {member, member.id == record_.room.host}; }
  Snapshot snapshot(const Member& me);
  // Who is here or within the grace, earliest first. Read once, then kept by `add` and `save`.
  const std::vector<Member>& present();
  // Writes somebody who comes for the first time.
  void add(const Member& member);
  // Writes what has changed about somebody.
  void save(const Member& member);

  // Errors: not_found/not_in_room (unknown, left or kicked).
  Result<Member> require_member(MemberId id);
  // Errors: as require_member, forbidden/muted.
  Result<Member> require_speaker(MemberId id);
  // Errors: as require_member, forbidden/not_host.
  Result<Member> require_host(MemberId id);

  // Takes a transition of the timer over; `finish` writes its effects to the ledger.
  void transition(Transition next);
  // Gives the host role to `to` and tells everyone.
  void set_host(const Member& to, bool creator_may_return);
  // The last connection of a member is gone: from now on the grace runs.
  void set_away(Member& member);
  // After members came, went or changed role: ends graces that are over, replaces an absent host
  // (R9), and sets the next such moment.
  void review_members();
  // Its time has come (R12).
  void expire();
  // The host closes it. What ran is over, but stands paused in case the room is restored.
  void end();
  // Opens an ended room again. Requires: is_ended(record()).
  void restore();

  // Queues an event for everybody in the room, sent after COMMIT in the order of these calls.
  void emit(std::string_view event, json::value payload);
  void emit(RoomEvent event) { events_.push_back(std::move(event)); }
  // Runs once these events are told: whoever subscribes in it gets all that follow.
  void then_subscribe(std::function<void()> subscribe) { subscribe_ = std::move(subscribe); }
  // For a snapshot taken here (see RoomFeed).
  void hold(const std::shared_ptr<RoomFeed::Hold>& hold) { hold_ = hold; }
  // Saves everything and hands the events to the transaction. Call last; without it nothing has
  // happened.
  void finish();

 private:
  RoomChange(Rooms& rooms, storage::Transaction& tx, store::RoomRecord record);
  static Result<RoomChange> open(Rooms& rooms, storage::Transaction& tx,
                                 std::optional<store::RoomRecord> record);
  void close(std::string_view reason);
  void write_ledger();
  void end_graces();
  void replace_absent_host();
  std::optional<Member> host();
  void keep_present(const Member& member);

  Rooms& rooms_;
  storage::Transaction& tx_;
  store::RoomRecord record_;
  const store::RoomRecord before_;
  TimePoint now_;
  std::optional<std::vector<Member>> present_;
  std::vector<Effect> ledger_;
  std::vector<RoomEvent> events_;
  std::function<void()> subscribe_;
  std::weak_ptr<RoomFeed::Hold> hold_;
};

}  // namespace pomopomo::rooms
