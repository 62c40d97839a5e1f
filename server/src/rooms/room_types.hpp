#pragma once
// The things of a room as the feature handles them. Their JSON is in rooms_wire.hpp.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/json.hpp"
#include "core/node.hpp"
#include "rooms/chat_types.hpp"
#include "rooms/proposal.hpp"
#include "rooms/queue.hpp"
#include "rooms/task.hpp"
#include "rooms/timer.hpp"

namespace pomopomo::rooms {

inline constexpr std::size_t kMaxRoomName = 60;  // code points
inline constexpr std::int64_t kDefaultCapacity = 20;

enum class Visibility { link = 0, public_ = 1 };  // stored: never renumber
std::string_view to_string(Visibility visibility);
std::optional<Visibility> parse_visibility(std::string_view name);
bool is_theme(std::string_view name);

// "abcdef", "POMO-abcdef", " pomo-ABCDEF " → "pomo-ABCDEF"; nullopt when it cannot be a code (R11).
std::optional<std::string> normalize_code(std::string_view text);
std::string random_code();

// A room's board has the room's id.
inline BoardId board_of(RoomId room) {
  return {room.value};
}

struct Room {
  RoomId id;
  std::string code;
  std::optional<std::string> name;
  std::string theme = "tomato";
  Visibility visibility = Visibility::link;
  std::int64_t capacity = kDefaultCapacity;
  bool locked = false;
  bool quiet_chat = false;
  bool board_locked = false;
  MemberId host;
  TimePoint created_at;
  TimePoint expires_at;

  friend bool operator==(const Room&, const Room&) = default;
};

enum class MemberState { gone = 0, away = 1, here = 2 };  // stored: never renumber

struct Member {
  MemberId id;
  PersonId person;
  std::string display_name;
  TimePoint joined_at;
  MemberState state = MemberState::gone;
  std::optional<TimePoint> left_at;  // when the last connection closed; empty while here
  std::optional<TimePoint> kicked_until;
  bool muted = false;
  bool banned = false;
  // Of somebody with a complete account, as it was when they joined.
  std::optional<std::string> username = {};
  std::optional<std::string> avatar = {};
};

// Where one connection sits.
struct Seat {
  RoomId room;
  MemberId member;
  AttendanceId attendance;
};

// ── What people ask for; kinds of values checked, ranges not.
// ──────────────────────────────────────

struct NewRoom {
  std::optional<std::string> display_name;
  std::optional<std::string> name;
  std::optional<std::string> theme;
  std::optional<std::string> template_name;
  std::optional<std::vector<SegmentInput>> segments;  // or a template; default: an empty queue
  std::optional<std::string> visibility;
  std::optional<std::int64_t> capacity;
};

struct JoinRoom {
  std::string code;
  std::optional<std::string> display_name;
};

struct AutoStartPatch {
  std::optional<bool> focus;
  std::optional<bool> breaks;
};

struct RoomPatch {
  Patch<std::string> name;
  std::optional<std::string> theme;
  std::optional<std::string> visibility;
  std::optional<std::int64_t> capacity;
  std::optional<bool> locked;
  std::optional<AutoStartPatch> auto_start;
  std::optional<bool> quiet_chat;
  std::optional<bool> board_locked;
};

struct MutePerson {
  MemberId member_id;
  std::optional<bool> muted;  // default: true
};

// ── What they get.
// ────────────────────────────────────────────────────────────────────────────────

struct RoomView {
  Room room;
  AutoStart auto_start;
};

struct QueueView {
  std::int64_t version = 1;
  std::vector<Segment> segments;
};

struct TimerView {
  TimerState state;
};

struct MemberView {
  Member member;
  bool is_host = false;
};

struct Snapshot {
  RoomView room;
  TimerView timer;
  QueueView queue;
  std::vector<MemberView> members;
  MemberView me;
  std::vector<Task> tasks = {};
  std::vector<Proposal> proposals = {};
  ChatView chat = {};
  std::int64_t board_sequence = 0;
  std::shared_ptr<void> hold = {};  // to be kept until the snapshot is sent; see RoomFeed
};

struct RoomOverview {
  RoomView room;
  TimerView timer;
  QueueView queue;
  std::int64_t member_count = 0;
};

struct CreatedRoom {
  RoomView room;
  MemberView me;
};

struct Joined {
  Seat seat;
  Snapshot snapshot;
};

struct RunRecord {
  RunId id;
  SegmentId segment;
  SegmentKind kind = SegmentKind::focus;
  std::string label;
  Seconds planned{0};
  TimePoint started_at;
  std::optional<TimePoint> ended_at;
  std::optional<EndReason> end_reason;
  struct Interval {
    TimePoint started_at;
    std::optional<TimePoint> ended_at;
  };
  std::vector<Interval> intervals;
};

}  // namespace pomopomo::rooms
