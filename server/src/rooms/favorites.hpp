#pragma once
// The rooms that somebody has marked, and those they have been in lately.
//
// Only rooms in which the person has a seat: a code that is merely known marks nothing, and tells
// nothing.

#include <vector>

#include "accounts/accounts.hpp"
#include "rooms/room_types.hpp"

namespace pomopomo::rooms {

inline constexpr std::int64_t kMaxFavorites = 50;          // of a person
inline constexpr Millis kLately = std::chrono::hours(24);  // somebody was there since
inline constexpr std::int64_t kMaxRecentRooms = 20;

struct VisitedRoom {
  RoomId id;
  std::string code;
  std::optional<std::string> name;
  std::string theme;
  bool is_open = true;
  bool is_favorite = false;
  std::vector<MemberView> members;  // who is there
};

class Favorites {
 public:
  Favorites(storage::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  // The one marked last first.
  asio::awaitable<std::vector<VisitedRoom>> list(UserId user);
  // Open rooms in which somebody has been within kLately, the newest first.
  asio::awaitable<std::vector<VisitedRoom>> recent(UserId user);
  // Harmless when repeated. Errors: not_found/unknown_room, full/too_many_favorites.
  asio::awaitable<Result<void>> add(UserId user, std::string code);
  // Harmless when there is nothing to remove.
  asio::awaitable<void> remove(UserId user, std::string code);

 private:
  storage::Database& db_;
  const Clock& clock_;
};

}  // namespace pomopomo::rooms
