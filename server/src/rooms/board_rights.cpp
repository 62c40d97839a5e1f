#include "rooms/board_rights.hpp"

#include "core/log.hpp"
#include "rooms/seated_events.hpp"
#include "rooms/sql.hpp"

namespace pomopomo::rooms {

asio::awaitable<Result<BoardRights::Rights>> BoardRights::of(RoomId room) {
  const auto now = clock_.now();
  std::optional<Rights> last;
  std::int64_t forgotten = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto& kept = kept_[room];
    if (kept.rights && now - kept.read_at < kKeep) co_return *kept.rights;
    last = kept.rights;
    forgotten = kept.forgotten;
  }
  std::optional<Rights> read;
  try {
    read = co_await db_.read([room](storage::Transaction& tx) -> std::optional<Rights> {
      const auto row = tx.query_one(sql::boards::rights, {{"id", room}});
      if (!row) return std::nullopt;
      return Rights{row->id<MemberId>("host_id"), row->boolean("board_locked")};
    });
  } catch (const storage::StorageError& failure) {
    if (!last) throw;
    log::warn("board_rights_unread", {{"error", failure.what()}});
    read = last;
  }
  if (!read) co_return std::unexpected(not_seated());
  const std::lock_guard lock(mutex_);
  auto& kept = kept_[room];
  if (kept.forgotten == forgotten) {
    kept.rights = read;
    kept.read_at = now;
  }
  prune(now);
  co_return *read;
}

void BoardRights::forget(RoomId room) {
  const std::lock_guard lock(mutex_);
  const auto known = kept_.find(room);
  if (known == kept_.end()) return;
  known->second.rights.reset();
  ++known->second.forgotten;
}

// What is old is read anew anyway. What is being read just now would only not be kept.
void BoardRights::prune(TimePoint now) {
  if (kept_.size() <= kPruneAbove) return;
  std::erase_if(kept_, [now](const auto& entry) { return now - entry.second.read_at > 2 * kKeep; });
}

}  // namespace pomopomo::rooms
