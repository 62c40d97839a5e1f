#include "rooms/tasks.hpp"

#include <algorithm>

#include "rooms/room_change.hpp"
#include "rooms/task_store.hpp"

namespace pomopomo::rooms {

namespace {

// Whose task a member means, if they may write it: their own, or as the host the public one.
Result<std::optional<MemberId>> owner_of(RoomChange& change, MemberId me,
                                         std::string_view visibility) {
  if (visibility == "private") return me;
  if (visibility != "public")
    return fail_field("visibility", "unknown_value", "visibility must be public or private.");
  if (auto host = change.require_host(me); !host) return std::unexpected(host.error());
  return std::nullopt;
}

Result<void> check_segment(RoomChange& change, SegmentId id) {
  const auto& queue = change.timer().queue;
  if (std::ranges::find(queue, id, &Segment::id) == queue.end())
    return fail(ErrorCode::not_found, "unknown_segment", "There is no such segment in the queue.");
  return {};
}

void save_and_tell(RoomChange& change, Task& task) {
  task.updated_at = change.now();
  change.record().has_tasks = true;
  store::save_task(change.tx(), change.record().room.id, task);
  change.emit({"task:updated", to_json(task), task.owner});
}

}  // namespace

Result<Task> put_task(RoomChange& change, SegmentId segment, std::optional<MemberId> owner,
                      std::string_view text, std::string_view field) {
  auto cleaned = clean_task_text(text, field);
  if (!cleaned) return std::unexpected(cleaned.error());
  if (auto known = check_segment(change, segment); !known) return std::unexpected(known.error());
  auto task = store::find_task(change.tx(), segment, owner)
                  .value_or(Task{segment, owner, {}, false, change.now()});
  if (task.text == *cleaned) return task;
  task.text = std::move(*cleaned);
  task.done = task.done && !task.text.empty();
  save_and_tell(change, task);
  return task;
}

asio::awaitable<Result<Task>> set_task(Rooms& rooms, Seat seat, Result<SetTask> input) {
  co_return co_await rooms.db().write([&](storage::Transaction& tx) -> Result<Task> {
    auto change = RoomChange::open(rooms, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    const auto me = change->require_member(seat.member);
    if (!me) return std::unexpected(me.error());
    if (!input) return std::unexpected(input.error());
    const auto owner = owner_of(*change, me->id, input->visibility);
    if (!owner) return std::unexpected(owner.error());
    auto task = put_task(*change, input->segment_id, *owner, input->text);
    if (task) change->finish();
    return task;
  });
}

asio::awaitable<Result<Task>> mark_task(Rooms& rooms, Seat seat, Result<MarkTask> input) {
  co_return co_await rooms.db().write([&](storage::Transaction& tx) -> Result<Task> {
    auto change = RoomChange::open(rooms, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    const auto me = change->require_member(seat.member);
    if (!me) return std::unexpected(me.error());
    if (!input) return std::unexpected(input.error());
    const auto owner = owner_of(*change, me->id, input->visibility.value_or("private"));
    if (!owner) return std::unexpected(owner.error());
    if (auto known = check_segment(*change, input->segment_id); !known)
      return std::unexpected(known.error());
    auto task = store::find_task(tx, input->segment_id, *owner);
    if (!task) return fail(ErrorCode::not_found, "unknown_task", "There is no such task.");
    if (task->done != input->done) {
      task->done = input->done;
      save_and_tell(*change, *task);
    }
    change->finish();
    return *task;
  });
}

}  // namespace pomopomo::rooms
