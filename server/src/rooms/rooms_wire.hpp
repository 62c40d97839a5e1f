#pragma once
// The feature's JSON: how views are written (one serialiser each, R1) and how payloads are read.

#include <boost/json/object.hpp>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "rooms/room_types.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

json::object to_json(const RoomView& view);
json::object to_json(const TimerView& view, TimePoint now);
// Completes such a timer for a later moment.
void set_server_now(json::object& timer, TimePoint now);
json::object to_json(const QueueView& view);
json::object to_json(const MemberView& view);
json::object to_json(const Snapshot& snapshot, TimePoint now);
json::object to_json(const RoomOverview& overview, TimePoint now);
json::object to_json(const RunRecord& run, TimePoint now);

Result<NewRoom> read_new_room(const json::value& payload);
Result<JoinRoom> read_join(const json::value& payload);
Result<RoomPatch> read_room_patch(const json::value& payload);
Result<MemberId> read_member_id(const json::value& payload);
Result<MutePerson> read_mute(const json::value& payload);

Input<Command> read_play(const json::value& payload);
Input<Command> read_pause(const json::value& payload);
Input<Command> read_skip(const json::value& payload);
Input<Command> read_restart(const json::value& payload);
Input<Command> read_adjust(const json::value& payload);

Input<QueueEdit> read_queue_replace(const json::value& payload);
Input<QueueEdit> read_queue_add(const json::value& payload);
Input<QueueEdit> read_queue_update(const json::value& payload);
Input<QueueEdit> read_queue_remove(const json::value& payload);
Input<QueueEdit> read_queue_move(const json::value& payload);

}  // namespace pomopomo::rooms
