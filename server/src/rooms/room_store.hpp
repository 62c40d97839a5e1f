#pragma once
// Rooms, members, runs and attendance in SQL. Binds statements to structs; holds no rules.

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rooms/room_types.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms::store {

using storage::Transaction;

// A room's row with its queue: everything a write may look at or change.
struct RoomRecord {
  Room room;
  MemberId creator;
  bool creator_may_return = false;  // lost the role by absence, may take it back (R9)
  std::optional<TimePoint> closed_at;
  TimerState timer;
  std::optional<RunId> run;
  std::int64_t queue_version = 1;
  std::optional<TimePoint> members_due_at;  // next grace to end or host to replace
  std::optional<TimePoint> due_at;
  bool has_tasks = false;                 // ever had any
  bool has_proposals = false;             // ever had any
  std::int64_t revision = 0;              // of all that people are told; see RoomFeed
  std::int64_t message_sequence = 0;      // of the last message in the chat, which alone raises it
  std::optional<TimePoint> database_now;  // when a shared database locked the row, by its own clock

  friend bool operator==(const RoomRecord&, const RoomRecord&) = default;
};

// False when the code is taken.
bool insert(Transaction& tx, const RoomRecord& record);
std::optional<RoomRecord> find_by_code(Transaction& tx, std::string_view code);
// As `lock`, for several. Requires: rising ids, or two such could wait for each other.
void lock_all(Transaction& tx, const std::vector<RoomId>& ids);
// Nobody else reads the room to write until this transaction ends.
std::optional<RoomRecord> lock(Transaction& tx, RoomId id);
std::optional<RoomRecord> lock_by_code(Transaction& tx, std::string_view code);
void save(Transaction& tx, const RoomRecord& record);
// Writes the differences from `before` to `after`, positions included.
void save_queue(Transaction& tx, RoomId room, const std::vector<Segment>& before,
                const std::vector<Segment>& after);

struct Due {
  RoomId room;
  TimePoint at;
};
std::vector<Due> list_due(Transaction& tx, TimePoint now, std::int64_t limit);
struct OpenRoom {
  RoomRecord record;
  std::int64_t here = 0;
};
std::vector<OpenRoom> list_open(Transaction& tx, RoomId before, TimePoint now, std::int64_t limit);
// What was made before then and is read by nobody any more. Rows deleted.
std::int64_t delete_events(Transaction& tx, TimePoint before, std::int64_t limit);
// Rows deleted.
std::int64_t delete_closed(Transaction& tx, TimePoint before, std::int64_t limit);

Member member_from(const storage::Row& row);
void insert_member(Transaction& tx, RoomId room, const Member& member);
std::optional<Member> find_member(Transaction& tx, RoomId room, MemberId id);
std::optional<Member> find_member_of_person(Transaction& tx, RoomId room, PersonId person);
std::vector<Member> list_present(Transaction& tx, RoomId room);  // earliest first
// Latest comer first.
std::vector<Member> list_banned(Transaction& tx, RoomId room, MemberId before, std::int64_t limit);
std::int64_t count_here(Transaction& tx, RoomId room);
void save_member(Transaction& tx, const Member& member);
// Whose seat it is, which `save_member` leaves as it is.
void save_owner(Transaction& tx, const Member& member);

void open_attendance(Transaction& tx, AttendanceId id, RoomId room, const Member& member,
                     NodeEpoch node, TimePoint at);
// False when it was closed already.
bool close_attendance(Transaction& tx, AttendanceId id, TimePoint at);
struct Closing {
  AttendanceId id;
  TimePoint at;
};
// Returns: those that were open.
std::unordered_set<AttendanceId> close_attendance(Transaction& tx,
                                                  const std::vector<Closing>& closings);
// Those of `members` who have a connection.
std::unordered_set<MemberId> list_connected(Transaction& tx, const std::vector<MemberId>& members);
void close_attendance_of(Transaction& tx, MemberId member, TimePoint at);
std::int64_t count_open_attendance(Transaction& tx, MemberId member);
// Rooms in which a node has open attendance, by id.
std::vector<RoomId> list_rooms_of(Transaction& tx, NodeEpoch node, std::int64_t limit);
void close_attendance_of(Transaction& tx, RoomId room, NodeEpoch node, TimePoint at);
// Takes up after a process that died: closes its attendance at its last beat, starts everyone's
// grace at `now`.
void take_up(Transaction& tx, NodeEpoch current, TimePoint last_beat, TimePoint now, Millis grace);

void start_run(Transaction& tx, RunId id, RoomId room, const RunStarted& started);
void pause_run(Transaction& tx, RunId id, TimePoint at);
void resume_run(Transaction& tx, RunId id, TimePoint at);
void end_run(Transaction& tx, RunId id, const RunEnded& ended);
// It is paused again, as if it had not ended.
void reopen_run(Transaction& tx, RunId id);
std::vector<RunRecord> list_runs(Transaction& tx, RoomId room, RunId before, std::int64_t limit);

}  // namespace pomopomo::rooms::store
