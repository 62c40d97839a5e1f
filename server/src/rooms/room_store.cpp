#include "rooms/room_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "rooms/sql.hpp"

namespace pomopomo::rooms::store {

namespace {

using storage::Row;

std::vector<Segment> queue_of(Transaction& tx, RoomId room) {
  std::vector<Segment> queue;
  for (const auto& row : tx.query(sql::segments::list_for_room, {{"room_id", room}})) {
    queue.push_back({row.id<SegmentId>("id"), static_cast<SegmentKind>(row.integer("kind")),
                     row.text("label"), Seconds(row.integer("duration_sec")),
                     row.boolean("counts_as_focus")});
  }
  return queue;
}

Room room_from(const Row& row) {
  return {.id = row.id<RoomId>("id"),
          .code = row.text("code"),
          .name = row.optional_text("name"),
          .theme = row.text("theme"),
          .visibility = static_cast<Visibility>(row.integer("visibility")),
          .capacity = row.integer("capacity"),
          .locked = row.boolean("locked"),
          .quiet_chat = row.boolean("quiet_chat"),
          .board_locked = row.boolean("board_locked"),
          .host = row.id<MemberId>("host_id"),
          .created_at = row.time("created_at"),
          .expires_at = row.time("expires_at")};
}

RoomRecord record_from(Transaction& tx, const Row& row) {
  return {
      .room = room_from(row),
      .creator = row.id<MemberId>("creator_id"),
      .creator_may_return = row.boolean("creator_may_return"),
      .closed_at = row.optional_time("closed_at"),
      .timer = {.queue = queue_of(tx, row.id<RoomId>("id")),
                .auto_start = {row.boolean("auto_start_focus"), row.boolean("auto_start_breaks")},
                .status = static_cast<TimerStatus>(row.integer("status")),
                .index = static_cast<std::size_t>(row.integer("segment_index")),
                .version = row.integer("timer_version"),
                .ends_at = row.optional_time("ends_at"),
                .paused_at = row.optional_time("paused_at"),
                .run_started_at = row.optional_time("run_started_at"),
                .planned = Seconds(row.integer("planned_sec")),
                .remaining = Millis(row.integer("remaining_ms"))},
      .run = row.optional_id<RunId>("run_id"),
      .queue_version = row.integer("queue_version"),
      .members_due_at = row.optional_time("members_due_at"),
      .due_at = row.optional_time("due_at"),
      .has_tasks = row.boolean("has_tasks"),
      .has_proposals = row.boolean("has_proposals"),
      .revision = row.integer("revision"),
      .message_sequence = row.integer("message_sequence"),
      .database_now = {}};
}

std::optional<RoomRecord> maybe_record(Transaction& tx, const std::optional<Row>& row) {
  if (!row) return std::nullopt;
  return record_from(tx, *row);
}

std::optional<RoomRecord> maybe_locked(Transaction& tx, const std::optional<Row>& row) {
  auto record = maybe_record(tx, row);
  if (record) record->database_now = row->optional_time("database_now");
  return record;
}

std::optional<Member> maybe_member(const std::optional<Row>& row) {
  if (!row) return std::nullopt;
  return member_from(*row);
}

}  // namespace

bool insert(Transaction& tx, const RoomRecord& record) {
  const auto& room = record.room;
  const auto inserted = tx.execute(sql::rooms::insert, {{"id", room.id},
                                                        {"code", room.code},
                                                        {"name", room.name},
                                                        {"theme", room.theme},
                                                        {"visibility", room.visibility},
                                                        {"capacity", room.capacity},
                                                        {"creator_id", record.creator},
                                                        {"created_at", room.created_at},
                                                        {"expires_at", room.expires_at},
                                                        {"members_due_at", record.members_due_at},
                                                        {"due_at", record.due_at}});
  if (inserted == 0) return false;
  save_queue(tx, room.id, {}, record.timer.queue);
  return true;
}

std::optional<RoomRecord> find_by_code(Transaction& tx, std::string_view code) {
  return maybe_record(tx, tx.query_one(sql::rooms::find_by_code, {{"code", code}}));
}

std::optional<RoomRecord> lock(Transaction& tx, RoomId id) {
  return maybe_locked(tx, tx.query_one(sql::rooms::lock, {{"id", id}}));
}

std::optional<RoomRecord> lock_by_code(Transaction& tx, std::string_view code) {
  return maybe_locked(tx, tx.query_one(sql::rooms::lock_by_code, {{"code", code}}));
}

void lock_all(Transaction& tx, const std::vector<RoomId>& ids) {
  tx.query(sql::rooms::lock_all, {{"ids", ids}});
}

void save(Transaction& tx, const RoomRecord& record) {
  const auto& room = record.room;
  const auto& timer = record.timer;
  tx.execute(sql::rooms::save, {{"id", room.id},
                                {"name", room.name},
                                {"theme", room.theme},
                                {"visibility", room.visibility},
                                {"capacity", room.capacity},
                                {"locked", room.locked},
                                {"auto_start_focus", timer.auto_start.focus},
                                {"auto_start_breaks", timer.auto_start.breaks},
                                {"quiet_chat", room.quiet_chat},
                                {"board_locked", room.board_locked},
                                {"host_id", room.host},
                                {"creator_may_return", record.creator_may_return},
                                {"expires_at", room.expires_at},
                                {"closed_at", record.closed_at},
                                {"timer_version", timer.version},
                                {"status", timer.status},
                                {"segment_index", timer.index},
                                {"ends_at", timer.ends_at},
                                {"paused_at", timer.paused_at},
                                {"run_id", record.run},
                                {"run_started_at", timer.run_started_at},
                                {"planned_sec", timer.planned},
                                {"remaining_ms", timer.remaining},
                                {"queue_version", record.queue_version},
                                {"members_due_at", record.members_due_at},
                                {"due_at", record.due_at},
                                {"has_tasks", record.has_tasks},
                                {"has_proposals", record.has_proposals},
                                {"revision", record.revision}});
}

void save_queue(Transaction& tx, RoomId room, const std::vector<Segment>& before,
                const std::vector<Segment>& after) {
  for (const auto& old : before) {
    if (std::ranges::find(after, old.id, &Segment::id) == after.end()) {
      tx.execute(sql::segments::delete_one, {{"id", old.id}, {"room_id", room}});
    }
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (i < before.size() && before[i] == after[i]) continue;
    tx.execute(sql::segments::save, {{"id", after[i].id},
                                     {"room_id", room},
                                     {"position", i},
                                     {"kind", after[i].kind},
                                     {"label", after[i].label},
                                     {"duration_sec", after[i].duration},
                                     {"counts_as_focus", after[i].counts_as_focus}});
  }
}

std::vector<Due> list_due(Transaction& tx, TimePoint now, std::int64_t limit) {
  std::vector<Due> due;
  for (const auto& row : tx.query(sql::rooms::list_due, {{"now", now}, {"limit", limit}})) {
    due.push_back({row.id<RoomId>("id"), row.time("due_at")});
  }
  return due;
}

std::vector<OpenRoom> list_open(Transaction& tx, RoomId before, TimePoint now, std::int64_t limit) {
  std::vector<OpenRoom> open;
  for (const auto& row :
       tx.query(sql::rooms::list_open, {{"before", before}, {"now", now}, {"limit", limit}})) {
    open.push_back({record_from(tx, row), row.integer("here")});
  }
  return open;
}

std::int64_t delete_closed(Transaction& tx, TimePoint before, std::int64_t limit) {
  return tx.execute(sql::rooms::delete_closed, {{"before", before}, {"limit", limit}});
}

std::int64_t delete_events(Transaction& tx, TimePoint before, std::int64_t limit) {
  return tx.execute(sql::room_events::delete_old, {{"before", before}, {"limit", limit}});
}

Member member_from(const Row& row) {
  return {.id = row.id<MemberId>("id"),
          .person = row.id<PersonId>("person_id"),
          .display_name = row.text("display_name"),
          .joined_at = row.time("joined_at"),
          .state = static_cast<MemberState>(row.integer("state")),
          .left_at = row.optional_time("left_at"),
          .kicked_until = row.optional_time("kicked_until"),
          .muted = row.boolean("muted"),
          .banned = row.boolean("banned"),
          .username = row.optional_text("username"),
          .avatar = row.optional_text("avatar")};
}

void insert_member(Transaction& tx, RoomId room, const Member& member) {
  tx.execute(sql::participants::insert, {{"id", member.id},
                                         {"room_id", room},
                                         {"person_id", member.person},
                                         {"display_name", member.display_name},
                                         {"joined_at", member.joined_at},
                                         {"state", member.state},
                                         {"left_at", member.left_at},
                                         {"username", member.username},
                                         {"avatar", member.avatar}});
}

std::optional<Member> find_member(Transaction& tx, RoomId room, MemberId id) {
  return maybe_member(tx.query_one(sql::participants::find, {{"id", id}, {"room_id", room}}));
}

std::optional<Member> find_member_of_person(Transaction& tx, RoomId room, PersonId person) {
  return maybe_member(
      tx.query_one(sql::participants::find_by_person, {{"room_id", room}, {"person_id", person}}));
}

std::vector<Member> list_present(Transaction& tx, RoomId room) {
  std::vector<Member> members;
  for (const auto& row : tx.query(sql::participants::list_present, {{"room_id", room}})) {
    members.push_back(member_from(row));
  }
  return members;
}

std::vector<Member> list_banned(Transaction& tx, RoomId room, MemberId before, std::int64_t limit) {
  std::vector<Member> members;
  for (const auto& row : tx.query(sql::participants::list_banned,
                                  {{"room_id", room}, {"before", before}, {"limit", limit}}))
    members.push_back(member_from(row));
  return members;
}

std::int64_t count_here(Transaction& tx, RoomId room) {
  return tx.query_one(sql::participants::count_here, {{"room_id", room}})->integer("here");
}

void save_member(Transaction& tx, const Member& member) {
  tx.execute(sql::participants::save, {{"id", member.id},
                                       {"display_name", member.display_name},
                                       {"state", member.state},
                                       {"left_at", member.left_at},
                                       {"kicked_until", member.kicked_until},
                                       {"muted", member.muted},
                                       {"banned", member.banned},
                                       {"username", member.username},
                                       {"avatar", member.avatar}});
}

void save_owner(Transaction& tx, const Member& member) {
  tx.execute(sql::person::move_seat, {{"id", member.id}, {"to", member.person}});
}

void open_attendance(Transaction& tx, AttendanceId id, RoomId room, const Member& member,
                     NodeEpoch node, TimePoint at) {
  tx.execute(sql::attendance::open, {{"id", id},
                                     {"room_id", room},
                                     {"participant_id", member.id},
                                     {"person_id", member.person},
                                     {"node", node.number},
                                     {"epoch", node.epoch},
                                     {"opened_at", at}});
}

bool close_attendance(Transaction& tx, AttendanceId id, TimePoint at) {
  return tx.execute(sql::attendance::close, {{"id", id}, {"closed_at", at}}) > 0;
}

std::unordered_set<AttendanceId> close_attendance(Transaction& tx,
                                                  const std::vector<Closing>& closings) {
  std::vector<AttendanceId> ids;
  std::vector<std::int64_t> times;
  for (const auto& [id, at] : closings) {
    ids.push_back(id);
    times.push_back(to_epoch_ms(at));
  }
  std::unordered_set<AttendanceId> closed;
  for (const auto& row : tx.query(sql::attendance::close_each, {{"ids", ids}, {"times", times}}))
    closed.insert(row.id<AttendanceId>("id"));
  return closed;
}

std::unordered_set<MemberId> list_connected(Transaction& tx, const std::vector<MemberId>& members) {
  std::unordered_set<MemberId> connected;
  for (const auto& row : tx.query(sql::attendance::list_connected, {{"members", members}}))
    connected.insert(row.id<MemberId>("participant_id"));
  return connected;
}

void close_attendance_of(Transaction& tx, MemberId member, TimePoint at) {
  tx.execute(sql::attendance::close_all_of, {{"participant_id", member}, {"closed_at", at}});
}

std::int64_t count_open_attendance(Transaction& tx, MemberId member) {
  return tx.query_one(sql::attendance::count_open, {{"participant_id", member}})
      ->integer("connections");
}

std::vector<RoomId> list_rooms_of(Transaction& tx, NodeEpoch node, std::int64_t limit) {
  std::vector<RoomId> rooms;
  for (const auto& row :
       tx.query(sql::attendance::list_rooms_of_node,
                {{"node", node.number}, {"epoch", node.epoch}, {"limit", limit}})) {
    rooms.push_back(row.id<RoomId>("room_id"));
  }
  return rooms;
}

void close_attendance_of(Transaction& tx, RoomId room, NodeEpoch node, TimePoint at) {
  tx.execute(sql::attendance::close_of_node_in,
             {{"room_id", room}, {"node", node.number}, {"epoch", node.epoch}, {"beat_at", at}});
}

void take_up(Transaction& tx, NodeEpoch current, TimePoint last_beat, TimePoint now, Millis grace) {
  tx.execute(sql::attendance::close_of_dead_node,
             {{"node", current.number}, {"epoch", current.epoch}, {"beat_at", last_beat}});
  tx.execute(sql::participants::all_away, {{"now", now}});
  tx.execute(sql::rooms::await_members, {{"due", now + grace}});
}

void start_run(Transaction& tx, RunId id, RoomId room, const RunStarted& started) {
  const auto& segment = started.segment;
  tx.execute(sql::runs::insert, {{"id", id},
                                 {"room_id", room},
                                 {"segment_id", segment.id},
                                 {"kind", segment.kind},
                                 {"label", segment.label},
                                 {"planned_sec", segment.duration},
                                 {"counts_as_focus", segment.counts_as_focus},
                                 {"started_at", started.at}});
  resume_run(tx, id, started.at);
}

void pause_run(Transaction& tx, RunId id, TimePoint at) {
  tx.execute(sql::runs::close_interval, {{"run_id", id}, {"ended_at", at}});
}

void resume_run(Transaction& tx, RunId id, TimePoint at) {
  tx.execute(sql::runs::open_interval, {{"run_id", id}, {"started_at", at}});
}

void end_run(Transaction& tx, RunId id, const RunEnded& ended) {
  pause_run(tx, id, ended.at);
  tx.execute(sql::runs::end, {{"id", id}, {"ended_at", ended.at}, {"end_reason", ended.reason}});
}

void reopen_run(Transaction& tx, RunId id) {
  tx.execute(sql::runs::reopen, {{"id", id}});
}

std::vector<RunRecord> list_runs(Transaction& tx, RoomId room, RunId before, std::int64_t limit) {
  std::vector<RunRecord> runs;
  std::unordered_map<RunId, std::size_t> places;
  for (const auto& row : tx.query(sql::runs::list_for_room,
                                  {{"room_id", room}, {"before", before}, {"limit", limit}})) {
    places[row.id<RunId>("id")] = runs.size();
    RunRecord run{.id = row.id<RunId>("id"),
                  .segment = row.id<SegmentId>("segment_id"),
                  .kind = static_cast<SegmentKind>(row.integer("kind")),
                  .label = row.text("label"),
                  .planned = Seconds(row.integer("planned_sec")),
                  .started_at = row.time("started_at"),
                  .ended_at = row.optional_time("ended_at"),
                  .end_reason = {},
                  .intervals = {}};
    if (!row.is_null("end_reason"))
      run.end_reason = static_cast<EndReason>(row.integer("end_reason"));
    runs.push_back(std::move(run));
  }
  if (runs.empty()) return runs;
  for (const auto& row :
       tx.query(sql::runs::intervals_for_room,
                {{"room_id", room}, {"first", runs.back().id}, {"last", runs.front().id}})) {
    runs[places.at(row.id<RunId>("run_id"))].intervals.push_back(
        {row.time("started_at"), row.optional_time("ended_at")});
  }
  return runs;
}

}  // namespace pomopomo::rooms::store
