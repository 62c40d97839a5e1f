#pragma once
// What a room's settings say about its board, kept in memory: strokes are too many to ask SQL for
// each.
//
// What is kept is right as long as the room is followed: `room:updated`, which tells every change
// of it, is told to this process as long as somebody of the room is connected here and a minute
// longer (RoomFeed). So it is forgotten at that event, and after kKeep. While the database is away
// the last known stands. Thread: any.

#include <mutex>
#include <unordered_map>

#include "core/clock.hpp"
#include "rooms/room_types.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms {

class BoardRights {
 public:
  static constexpr Millis kKeep{10'000};

  BoardRights(storage::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  struct Rights {
    MemberId host;
    bool board_locked = false;
  };
  // Of a room that somebody here sits in. Errors: not_found/not_in_room when it is gone.
  asio::awaitable<Result<Rights>> of(RoomId room);
  void forget(RoomId room);

 private:
  struct Kept {
    std::optional<Rights> rights;
    TimePoint read_at{};
    std::int64_t forgotten = 0;  // how often: what was read before is worth nothing
  };
  void prune(TimePoint now);

  static constexpr std::size_t kPruneAbove = 1'024;

  storage::Database& db_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<RoomId, Kept> kept_;
};

}  // namespace pomopomo::rooms
