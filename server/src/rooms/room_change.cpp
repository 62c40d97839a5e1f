#include "rooms/room_change.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "rooms/chat_store.hpp"
#include "rooms/deadlines.hpp"
#include "rooms/proposals.hpp"
#include "rooms/rooms_wire.hpp"
#include "rooms/task_store.hpp"

namespace pomopomo::rooms {

namespace {

std::optional<TimePoint> earliest(std::optional<TimePoint> a, std::optional<TimePoint> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

bool is_ended(const store::RoomRecord& record) {
  return record.closed_at && *record.closed_at < record.room.expires_at;
}

Error room_expired() {
  return fail(ErrorCode::gone, "room_expired", "This room has expired.").error();
}

Error not_in_room() {
  return fail(ErrorCode::not_found, "not_in_room", "You are not in this room. Join it first.")
      .error();
}

Error is_muted() {
  return fail(ErrorCode::forbidden, "muted", "The host has muted you in this room.").error();
}

Result<void> check_open(const std::optional<store::RoomRecord>& record, TimePoint now) {
  if (!record)
    return fail(ErrorCode::not_found, "unknown_room", "There is no room with this code.");
  if (is_ended(*record)) return fail(ErrorCode::gone, "room_ended", "The host ended this room.");
  if (record->closed_at || record->room.expires_at <= now) return std::unexpected(room_expired());
  return {};
}

Result<Member> check_member(storage::Transaction& tx, const store::RoomRecord& record,
                            const accounts::Caller& caller) {
  auto member = store::find_member_of_person(tx, record.room.id, caller.person);
  if (!member)
    return fail(ErrorCode::forbidden, "not_member", "Only members of the room can see this.");
  if (member->banned)
    return fail(ErrorCode::forbidden, "banned", "The host has banned you from this room.");
  return std::move(*member);
}

Result<void> check_host(storage::Transaction& tx, const store::RoomRecord& record,
                        const accounts::Caller& caller) {
  const auto member = store::find_member_of_person(tx, record.room.id, caller.person);
  if (!member || member->id != record.room.host)
    return fail(ErrorCode::forbidden, "not_host", "Only the host can do this.");
  return {};
}

bool introduce(Member& member, const accounts::Caller& caller) {
  // A name in the room is all that is seen of whoever has not chosen a username yet.
  const bool is_complete = caller.account && caller.account->username;
  auto username = is_complete ? caller.account->username : std::nullopt;
  auto avatar = is_complete ? caller.account->avatar : std::nullopt;
  const bool is_new = username != member.username || avatar != member.avatar;
  member.username = std::move(username);
  member.avatar = std::move(avatar);
  return is_new;
}

std::optional<RoomChange> RoomChange::open_due(Rooms& rooms, storage::Transaction& tx, RoomId id) {
  auto record = store::lock(tx, id);
  if (!record || record->closed_at) return std::nullopt;
  RoomChange change(rooms, tx, std::move(*record));
  change.transition(advance(change.record_.timer, change.now_));
  return change;
}

RoomChange::RoomChange(Rooms& rooms, storage::Transaction& tx, store::RoomRecord record)
    : rooms_(rooms),
      tx_(tx),
      record_(std::move(record)),
      before_(record_),
      now_(rooms.now(record_)) {}

Result<RoomChange> RoomChange::open(Rooms& rooms, storage::Transaction& tx, RoomId id) {
  return open(rooms, tx, store::lock(tx, id));
}

Result<RoomChange> RoomChange::open(Rooms& rooms, storage::Transaction& tx, std::string_view code) {
  const auto normal = normalize_code(code);
  return open(rooms, tx, normal ? store::lock_by_code(tx, *normal) : std::nullopt);
}

Result<RoomChange> RoomChange::open_ended(Rooms& rooms, storage::Transaction& tx,
                                          std::string_view code) {
  const auto normal = normalize_code(code);
  auto record = normal ? store::lock_by_code(tx, *normal) : std::nullopt;
  if (record && is_ended(*record)) return RoomChange(rooms, tx, std::move(*record));
  return open(rooms, tx, std::move(record));
}

Result<RoomChange> RoomChange::open(Rooms& rooms, storage::Transaction& tx,
                                    std::optional<store::RoomRecord> record) {
  if (auto usable = check_open(record, record ? rooms.now(*record) : TimePoint{}); !usable)
    return std::unexpected(usable.error());
  RoomChange change(rooms, tx, std::move(*record));
  change.transition(advance(change.record_.timer, change.now_));
  return change;
}

Snapshot RoomChange::snapshot(const Member& me) {
  Snapshot snapshot{room_view(), {record_.timer}, queue_view(), {}, view(me)};
  for (const auto& member : present()) snapshot.members.push_back(view(member));
  if (record_.has_tasks) snapshot.tasks = store::list_tasks(tx_, record_.room.id, me.id);
  snapshot.chat = store::latest_messages(tx_, record_, me.id);
  snapshot.proposals = proposals_for(*this, me.id);
  snapshot.board_sequence = rooms_.services_.boards.sequence(board_of(record_.room.id));
  return snapshot;
}

const std::vector<Member>& RoomChange::present() {
  if (!present_) present_ = store::list_present(tx_, record_.room.id);
  return *present_;
}

void RoomChange::add(const Member& member) {
  store::insert_member(tx_, record_.room.id, member);
  keep_present(member);
}

void RoomChange::save(const Member& member) {
  store::save_member(tx_, member);
  keep_present(member);
}

void RoomChange::keep_present(const Member& member) {
  if (!present_) return;
  std::erase_if(*present_, [&](const Member& known) { return known.id == member.id; });
  if (member.state == MemberState::gone) return;
  const auto arrival = [](const Member& m) { return std::pair(m.joined_at, m.id); };
  present_->insert(std::ranges::upper_bound(*present_, arrival(member), {}, arrival), member);
}

std::optional<Member> RoomChange::host() {
  const auto id = record_.room.host;
  const auto here = std::ranges::find(present(), id, &Member::id);
  return here != present().end() ? *here : store::find_member(tx_, record_.room.id, id);
}

Result<Member> RoomChange::require_member(MemberId id) {
  auto member = store::find_member(tx_, record_.room.id, id);
  if (!member || member->state == MemberState::gone) return std::unexpected(not_in_room());
  return *member;
}

Result<Member> RoomChange::require_speaker(MemberId id) {
  auto member = require_member(id);
  if (member && member->muted) return std::unexpected(is_muted());
  return member;
}

Result<Member> RoomChange::require_host(MemberId id) {
  auto member = require_member(id);
  if (member && id != record_.room.host)
    return fail(ErrorCode::forbidden, "not_host", "Only the host can do this.");
  return member;
}

void RoomChange::transition(Transition next) {
  auto& room = record_.room;
  for (auto& effect : next.effects) {
    if (const auto* started = std::get_if<RunStarted>(&effect)) {
      // R12: a room lives at least a day after its last run, and two weeks at most.
      const auto& rules = rooms_.rules();
      room.expires_at = std::min(std::max(room.expires_at, started->at + rules.life_after_run),
                                 room.created_at + rules.longest_life);
    }
    ledger_.push_back(std::move(effect));
  }
  record_.timer = std::move(next.state);
}

void RoomChange::write_ledger() {
  for (const auto& effect : ledger_) {
    if (const auto* started = std::get_if<RunStarted>(&effect)) {
      record_.run = rooms_.services_.ids.next<RunId>();
      store::start_run(tx_, *record_.run, record_.room.id, *started);
    } else if (const auto* paused = std::get_if<RunPaused>(&effect)) {
      store::pause_run(tx_, *record_.run, paused->at);
    } else if (const auto* resumed = std::get_if<RunResumed>(&effect)) {
      store::resume_run(tx_, *record_.run, resumed->at);
    } else if (const auto* ended = std::get_if<RunEnded>(&effect)) {
      store::end_run(tx_, *record_.run, *ended);
      record_.run.reset();
    }
  }
  ledger_.clear();
}

void RoomChange::set_host(const Member& to, bool creator_may_return) {
  const auto old = host();
  record_.room.host = to.id;
  record_.creator_may_return = creator_may_return;
  if (old && old->state != MemberState::gone) emit("member:updated", to_json(view(*old)));
  emit("member:updated", to_json(view(to)));
  emit("room:updated", to_json(room_view()));
  tell_new_host(*this, to.id);
}

void RoomChange::set_away(Member& member) {
  member.state = MemberState::away;
  member.left_at = now_;
  save(member);
  emit("member:updated", to_json(view(member)));
}

void RoomChange::end_graces() {
  std::vector<Member> over;
  std::ranges::copy_if(present(), std::back_inserter(over), [&](const Member& m) {
    return m.state == MemberState::away && *m.left_at + rooms_.rules().presence_grace <= now_;
  });
  for (auto& member : over) {
    member.state = MemberState::gone;
    save(member);
    emit("member:left", json::object{{"id", member.id.str()}, {"reason", "timeout"}});
  }
}

void RoomChange::replace_absent_host() {
  const auto heir = std::ranges::find(present(), MemberState::here, &Member::state);
  if (heir == present().end()) return;
  const auto absent = host();
  if (absent && absent->state == MemberState::here) return;
  const TimePoint due =
      absent && absent->left_at ? *absent->left_at + rooms_.rules().presence_grace : now_;
  if (due > now_) {
    record_.members_due_at = earliest(record_.members_due_at, due);
    return;
  }
  const bool was_creator = record_.room.host == record_.creator;
  set_host(*heir, was_creator || record_.creator_may_return);
}

void RoomChange::review_members() {
  end_graces();
  record_.members_due_at.reset();
  for (const auto& member : present()) {
    if (member.state != MemberState::away) continue;
    record_.members_due_at =
        earliest(record_.members_due_at, *member.left_at + rooms_.rules().presence_grace);
  }
  replace_absent_host();
}

void RoomChange::expire() {
  transition(*apply(record_.timer, Close{}, now_));
  close("expired");
}

void RoomChange::end() {
  if (record_.timer.status == TimerStatus::running)
    transition(*apply(record_.timer, Pause{}, now_));
  write_ledger();
  if (record_.run) store::end_run(tx_, *record_.run, {now_, EndReason::room_ended});
  close("ended");
}

void RoomChange::restore() {
  record_.closed_at.reset();
  boards::Boards::keep(tx_, board_of(record_.room.id));
  if (record_.run) store::reopen_run(tx_, *record_.run);
}

void RoomChange::close(std::string_view reason) {
  record_.closed_at = now_;
  record_.members_due_at.reset();
  for (auto member : std::vector(present())) {
    store::close_attendance_of(tx_, member.id, now_);
    member.state = MemberState::gone;
    member.left_at = member.left_at.value_or(now_);
    save(member);
  }
  boards::Boards::retire(tx_, board_of(record_.room.id), now_ + rooms_.rules().keep_board);
  emit({"room:closed", json::object{{"reason", reason}}, {}, true});
}

void RoomChange::emit(std::string_view event, json::value payload) {
  events_.push_back({std::string(event), std::move(payload)});
}

void RoomChange::finish() {
  const RoomId id = record_.room.id;
  write_ledger();
  if (record_.timer.version != before_.timer.version) {
    events_.insert(events_.begin(), {"room:state", to_json(TimerView{record_.timer}, now_)});
  }
  if (record_.timer.queue != before_.timer.queue) {
    ++record_.queue_version;
    store::save_queue(tx_, id, before_.timer.queue, record_.timer.queue);
    events_.insert(events_.begin(), {"queue:updated", to_json(queue_view())});
  }
  record_.due_at.reset();
  if (!record_.closed_at) {
    record_.due_at = earliest(earliest(next_deadline(record_.timer), record_.members_due_at),
                              record_.room.expires_at);
  }
  if (!events_.empty()) ++record_.revision;
  // Whoever only looks writes nothing, so that looking goes on when the disk is full.
  if (record_ != before_) store::save(tx_, record_);
  RoomFeed::Revision revision{id, record_.revision, std::move(events_), std::move(subscribe_),
                              hold_};
  if (!revision.events.empty()) rooms_.feed_->record(tx_, {&revision, 1}, now_);
  tx_.after_commit(
      [&rooms = rooms_, due = record_.due_at, revision = std::move(revision)]() mutable {
        const auto room = revision.room;
        rooms.feed_->committed(std::move(revision));
        rooms.deadlines_->set(room, due);
      });
}

}  // namespace pomopomo::rooms
