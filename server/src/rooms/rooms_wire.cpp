#include "rooms/rooms_wire.hpp"

#include "rooms/chat_wire.hpp"

namespace pomopomo::rooms {

BOOST_DESCRIBE_STRUCT(SegmentInput, (), (id, kind, label, duration_sec, counts_as_focus))
BOOST_DESCRIBE_STRUCT(ReplaceQueue, (), (segments))
BOOST_DESCRIBE_STRUCT(AddSegment, (), (segment, index))
BOOST_DESCRIBE_STRUCT(UpdateSegment, (), (id, kind, label, duration_sec, counts_as_focus))
BOOST_DESCRIBE_STRUCT(RemoveSegment, (), (id))
BOOST_DESCRIBE_STRUCT(MoveSegment, (), (id, index))
BOOST_DESCRIBE_STRUCT(JoinRoom, (), (code, display_name))
BOOST_DESCRIBE_STRUCT(AutoStartPatch, (), (focus, breaks))
BOOST_DESCRIBE_STRUCT(RoomPatch, (),
                      (name, theme, visibility, capacity, locked, auto_start, quiet_chat,
                       board_locked))
BOOST_DESCRIBE_STRUCT(MutePerson, (), (member_id, muted))
BOOST_DESCRIBE_STRUCT(Play, (), (index))

namespace {

// `template` is a keyword, so this body has a shape of its own.
struct NewRoomBody {
  std::optional<std::string> display_name;
  std::optional<std::string> name;
  std::optional<std::string> theme;
  std::optional<std::vector<SegmentInput>> segments;
  std::optional<std::string> visibility;
  std::optional<std::int64_t> capacity;
};
BOOST_DESCRIBE_STRUCT(NewRoomBody, (), (display_name, name, theme, segments, visibility, capacity))

struct VersionBody {
  std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (), (version))

struct RequiredVersionBody {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RequiredVersionBody, (), (version))

struct AdjustBody {
  std::int64_t delta_sec = 0;
};
BOOST_DESCRIBE_STRUCT(AdjustBody, (), (delta_sec))

struct MemberBody {
  MemberId member_id;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (), (member_id))

struct EmptyBody {};
BOOST_DESCRIBE_STRUCT(EmptyBody, (), ())

Result<std::optional<std::int64_t>> read_version(const json::value& payload) {
  const auto body = decode<VersionBody>(payload);
  if (!body) return std::unexpected(body.error());
  return body->version;
}

// Decodes a T and widens it to the variant of commands or edits.
template <class Variant, class T>
Result<Variant> read_as(const json::value& payload) {
  auto value = decode<T>(payload);
  if (!value) return std::unexpected(value.error());
  return Variant(std::move(*value));
}

template <class T>
Input<QueueEdit> read_edit(const json::value& payload) {
  return {read_version(payload), read_as<QueueEdit, T>(payload)};
}

Input<Command> plain(const json::value& payload, Command command) {
  const auto body = decode<EmptyBody>(payload);
  if (!body) return {std::nullopt, std::unexpected(body.error())};
  return {read_version(payload), std::move(command)};
}

template <class T>
json::array list_of(const std::vector<T>& items) {
  json::array list;
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

json::object to_json(const Segment& segment) {
  return {{"id", segment.id.str()},
          {"kind", to_string(segment.kind)},
          {"label", segment.label},
          {"durationSec", segment.duration.count()},
          {"countsAsFocus", segment.counts_as_focus}};
}

}  // namespace

json::object to_json(const RoomView& view) {
  const auto& room = view.room;
  return {{"id", room.id.str()},
          {"code", room.code},
          {"name", encode(room.name)},
          {"theme", room.theme},
          {"visibility", to_string(room.visibility)},
          {"capacity", room.capacity},
          {"locked", room.locked},
          {"autoStart", {{"focus", view.auto_start.focus}, {"breaks", view.auto_start.breaks}}},
          {"quietChat", room.quiet_chat},
          {"boardLocked", room.board_locked},
          {"hostId", room.host.str()},
          {"createdAt", to_epoch_ms(room.created_at)},
          {"expiresAt", to_epoch_ms(room.expires_at)}};
}

json::object to_json(const TimerView& view, TimePoint now) {
  const auto& state = view.state;
  const bool has_segment = !state.queue.empty() && state.status != TimerStatus::ended;
  const bool has_run = state.status == TimerStatus::running || state.status == TimerStatus::paused;
  const bool running = state.status == TimerStatus::running;
  const Seconds planned = has_run       ? state.planned
                          : has_segment ? state.queue[state.index].duration
                                        : Seconds(0);
  return {{"version", state.version},
          {"status", to_string(state.status)},
          {"index", state.index},
          {"segmentId",
           has_segment ? json::value(state.queue[state.index].id.str()) : json::value(nullptr)},
          {"plannedSec", planned.count()},
          {"startedAt", running ? encode(state.run_started_at) : json::value(nullptr)},
          {"endsAt", encode(state.ends_at)},
          {"remainingMs", remaining_at(state, now).count()},
          {"serverNow", to_epoch_ms(now)}};
}

void set_server_now(json::object& timer, TimePoint now) {
  if (const auto* ends_at = timer.at("endsAt").if_int64())
    timer["remainingMs"] = std::max<std::int64_t>(0, *ends_at - to_epoch_ms(now));
  timer["serverNow"] = to_epoch_ms(now);
}

json::object to_json(const QueueView& view) {
  json::array segments;
  for (const auto& segment : view.segments) segments.push_back(to_json(segment));
  return {{"version", view.version}, {"segments", std::move(segments)}};
}

json::object to_json(const MemberView& view) {
  const auto& member = view.member;
  const bool here = member.state == MemberState::here;
  json::object object{{"id", member.id.str()},
                      {"displayName", member.display_name},
                      {"role", view.is_host ? "host" : "guest"},
                      {"isHere", here},
                      {"joinedAt", to_epoch_ms(member.joined_at)},
                      {"status", here ? "here" : "away"},
                      {"muted", member.muted}};
  if (member.username) {
    object["userId"] = member.person.str();
    object["username"] = *member.username;
    if (member.avatar) object["avatar"] = "/api/avatars/" + *member.avatar;
  }
  return object;
}

json::object to_json(const Snapshot& snapshot, TimePoint now) {
  return {
      {"room", to_json(snapshot.room)},
      {"timer", to_json(snapshot.timer, now)},
      {"queue", to_json(snapshot.queue)},
      {"members", list_of(snapshot.members)},
      {"me", to_json(snapshot.me)},
      {"tasks", list_of(snapshot.tasks)},
      {"proposals", list_of(snapshot.proposals)},
      {"chat", to_json(snapshot.chat)},
      {"board", {{"boardId", snapshot.room.room.id.str()}, {"sequence", snapshot.board_sequence}}},
      {"serverNow", to_epoch_ms(now)}};
}

json::object to_json(const RoomOverview& overview, TimePoint now) {
  return {{"room", to_json(overview.room)},
          {"memberCount", overview.member_count},
          {"timer", to_json(overview.timer, now)},
          {"queue", to_json(overview.queue)}};
}

json::object to_json(const RunRecord& run, TimePoint now) {
  json::array intervals;
  Millis ran{0};
  for (const auto& interval : run.intervals) {
    intervals.push_back(json::object{{"startedAt", to_epoch_ms(interval.started_at)},
                                     {"endedAt", encode(interval.ended_at)}});
    ran += interval.ended_at.value_or(now) - interval.started_at;
  }
  return {{"id", run.id.str()},
          {"segmentId", run.segment.str()},
          {"kind", to_string(run.kind)},
          {"label", run.label},
          {"plannedSec", run.planned.count()},
          {"startedAt", to_epoch_ms(run.started_at)},
          {"endedAt", encode(run.ended_at)},
          {"endReason", encode(run.end_reason)},
          {"runningSec", std::chrono::floor<Seconds>(ran).count()},
          {"intervals", std::move(intervals)}};
}

Result<NewRoom> read_new_room(const json::value& payload) {
  auto body = decode<NewRoomBody>(payload);
  if (!body) return std::unexpected(body.error());
  NewRoom room{.display_name = std::move(body->display_name),
               .name = std::move(body->name),
               .theme = std::move(body->theme),
               .template_name = {},
               .segments = std::move(body->segments),
               .visibility = std::move(body->visibility),
               .capacity = body->capacity};
  const auto* name = payload.get_object().if_contains("template");
  if (name != nullptr && !name->is_null()) {
    if (!name->is_string()) return fail_field("template", "wrong_type", "template must be text.");
    room.template_name = std::string(name->get_string());
  }
  return room;
}

Result<JoinRoom> read_join(const json::value& payload) {
  return decode<JoinRoom>(payload);
}

Result<RoomPatch> read_room_patch(const json::value& payload) {
  return decode<RoomPatch>(payload);
}

Result<MemberId> read_member_id(const json::value& payload) {
  const auto body = decode<MemberBody>(payload);
  if (!body) return std::unexpected(body.error());
  return body->member_id;
}

Result<MutePerson> read_mute(const json::value& payload) {
  return decode<MutePerson>(payload);
}

Input<Command> read_play(const json::value& payload) {
  return {read_version(payload), read_as<Command, Play>(payload)};
}

Input<Command> read_pause(const json::value& payload) {
  return plain(payload, Pause{});
}
Input<Command> read_skip(const json::value& payload) {
  return plain(payload, Skip{});
}
Input<Command> read_restart(const json::value& payload) {
  return plain(payload, Restart{});
}

Input<Command> read_adjust(const json::value& payload) {
  const auto body = decode<AdjustBody>(payload);
  if (!body) return {read_version(payload), std::unexpected(body.error())};
  return {read_version(payload), Command(Adjust{Seconds(body->delta_sec)})};
}

Input<QueueEdit> read_queue_replace(const json::value& payload) {
  const auto version = decode<RequiredVersionBody>(payload);
  if (!version) return {std::unexpected(version.error()), std::unexpected(version.error())};
  return {version->version, read_as<QueueEdit, ReplaceQueue>(payload)};
}

Input<QueueEdit> read_queue_add(const json::value& payload) {
  return read_edit<AddSegment>(payload);
}
Input<QueueEdit> read_queue_update(const json::value& payload) {
  return read_edit<UpdateSegment>(payload);
}
Input<QueueEdit> read_queue_remove(const json::value& payload) {
  return read_edit<RemoveSegment>(payload);
}
Input<QueueEdit> read_queue_move(const json::value& payload) {
  return read_edit<MoveSegment>(payload);
}

}  // namespace pomopomo::rooms
