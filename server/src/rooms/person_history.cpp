#include "rooms/person_history.hpp"

#include <unordered_set>

#include "rooms/focus_time.hpp"
#include "rooms/room_change.hpp"
#include "rooms/rooms_wire.hpp"
#include "rooms/sql.hpp"

namespace pomopomo::rooms {

namespace {

constexpr std::int64_t kMostStays = 10'000;
constexpr Millis kLongestRun = std::chrono::hours(24);  // one that began earlier has ended by then

Span span_from(const storage::Row& row, const char* from, const char* to, TimePoint now) {
  return {row.id<RoomId>("room_id"), row.time(from), row.optional_time(to).value_or(now)};
}

// Of two seats of one person, the one that stays: who sits there now is not interrupted.
bool goes_first(const Member& own, const Member& other) {
  return own.state != MemberState::gone && own.state >= other.state;
}

// What stood on the seat `from` stands on `to`; `from` is gone.
void merge_seats(storage::Transaction& tx, RoomId room, const Member& from, Member& to) {
  tx.execute(sql::person::move_roles, {{"room_id", room}, {"from", from.id}, {"to", to.id}});
  tx.execute(sql::person::move_tasks, {{"room_id", room}, {"from", from.id}, {"to", to.id}});
  tx.execute(sql::person::delete_tasks_of_seat, {{"room_id", room}, {"from", from.id}});
  tx.execute(sql::person::move_proposals, {{"room_id", room}, {"from", from.id}, {"to", to.id}});
  tx.execute(sql::person::move_messages, {{"room_id", room}, {"from", from.id}, {"to", to.id}});
  tx.execute(sql::person::delete_seat, {{"id", from.id}});
  to.muted = to.muted || from.muted;
  to.banned = to.banned || from.banned;
  to.kicked_until = std::max(to.kicked_until, from.kicked_until);
}

}  // namespace

accounts::Amount PersonHistory::count(storage::Transaction& tx, PersonId whose, TimePoint since) {
  const auto now = rooms_.clock().now();
  std::vector<Span> stays;
  std::unordered_set<RoomId> rooms;
  for (const auto& row : tx.query(sql::person::list_stays,
                                  {{"person", whose}, {"since", since}, {"limit", kMostStays}})) {
    stays.push_back(span_from(row, "opened_at", "closed_at", now));
    rooms.insert(stays.back().room);
  }
  std::vector<Span> runs;
  for (const auto& row : tx.query(sql::person::list_focus_runs,
                                  {{"person", whose},
                                   {"since", since},
                                   {"first", IdGenerator::first_at(since - kLongestRun)}}))
    runs.push_back(span_from(row, "started_at", "ended_at", now));
  return {static_cast<std::int64_t>(rooms.size()), focus_time(stays, runs)};
}

void PersonHistory::move(storage::Transaction& tx, PersonId from, const accounts::Caller& to,
                         TimePoint since) {
  std::vector<RoomId> ids;
  for (const auto& row : tx.query(sql::person::list_seats, {{"person", from}}))
    ids.push_back(row.id<RoomId>("room_id"));
  store::lock_all(tx, ids);
  // Read again, now that nobody changes them.
  for (const auto& row : tx.query(sql::person::list_seats, {{"person", from}}))
    move_seat(tx, row.id<RoomId>("room_id"), store::member_from(row), to);
  tx.execute(sql::person::move_stays, {{"from", from}, {"to", to.person}, {"since", since}});
}

void PersonHistory::move_seat(storage::Transaction& tx, RoomId room, const Member& seat,
                              const accounts::Caller& to) {
  const auto other = store::find_member_of_person(tx, room, to.person);
  const bool seat_stays = !other || goes_first(seat, *other);
  Member member = seat_stays ? seat : *other;
  std::optional<Member> goes;
  if (other) {
    goes = seat_stays ? *other : seat;
    merge_seats(tx, room, *goes, member);
  }
  member.person = to.person;
  introduce(member, to);
  store::save_owner(tx, member);
  store::save_member(tx, member);

  const bool goes_now = goes && goes->state != MemberState::gone;
  if (member.state == MemberState::gone && !goes_now) return;
  auto change = RoomChange::open_due(rooms_, tx, room);
  if (!change) return;
  if (goes_now) {
    change->emit({.event = {}, .payload = {}, .only_to = goes->id, .comes_back = true});
    change->emit("member:left", json::object{{"id", goes->id.str()}, {"reason", "left"}});
  }
  change->emit("member:updated", to_json(change->view(member)));
  if (goes && change->record().room.host == member.id)
    change->emit("room:updated", to_json(change->room_view()));
  change->review_members();
  change->finish();
}

void PersonHistory::erase(storage::Transaction& tx, PersonId whose) {
  tx.execute(sql::person::delete_tasks, {{"person", whose}});
  tx.execute(sql::person::delete_stays, {{"person", whose}});
  tx.execute(sql::person::delete_seats, {{"person", whose}});
}

}  // namespace pomopomo::rooms
