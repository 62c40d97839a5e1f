#pragma once
// Tasks in SQL. They go with their segment and their room.

#include <optional>
#include <vector>

#include "rooms/task.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms::store {

std::optional<Task> find_task(storage::Transaction& tx, SegmentId segment,
                              std::optional<MemberId> owner);
// The public ones, and those of `me`.
std::vector<Task> list_tasks(storage::Transaction& tx, RoomId room, MemberId me);
// Without a text it is deleted.
void save_task(storage::Transaction& tx, RoomId room, const Task& task);

}  // namespace pomopomo::rooms::store
