#include "rooms/task_store.hpp"

#include "rooms/sql.hpp"

namespace pomopomo::rooms::store {

namespace {

// The public task's owner: no member has this id.
constexpr MemberId kEverybody{0};

Task task_from(const storage::Row& row) {
  const auto owner = row.id<MemberId>("owner_id");
  return {.segment = row.id<SegmentId>("segment_id"),
          .owner = owner == kEverybody ? std::nullopt : std::optional(owner),
          .text = row.text("text"),
          .done = row.boolean("done"),
          .updated_at = row.time("updated_at")};
}

}  // namespace

std::optional<Task> find_task(storage::Transaction& tx, SegmentId segment,
                              std::optional<MemberId> owner) {
  const auto row = tx.query_one(
      sql::room_tasks::find, {{"segment_id", segment}, {"owner_id", owner.value_or(kEverybody)}});
  if (!row) return std::nullopt;
  return task_from(*row);
}

std::vector<Task> list_tasks(storage::Transaction& tx, RoomId room, MemberId me) {
  std::vector<Task> tasks;
  for (const auto& row :
       tx.query(sql::room_tasks::list_for, {{"room_id", room}, {"member_id", me}})) {
    tasks.push_back(task_from(row));
  }
  return tasks;
}

void save_task(storage::Transaction& tx, RoomId room, const Task& task) {
  const auto owner = task.owner.value_or(kEverybody);
  if (task.text.empty()) {
    tx.execute(sql::room_tasks::delete_one, {{"segment_id", task.segment}, {"owner_id", owner}});
    return;
  }
  tx.execute(sql::room_tasks::save, {{"segment_id", task.segment},
                                     {"owner_id", owner},
                                     {"room_id", room},
                                     {"text", task.text},
                                     {"done", task.done},
                                     {"updated_at", task.updated_at}});
}

}  // namespace pomopomo::rooms::store
