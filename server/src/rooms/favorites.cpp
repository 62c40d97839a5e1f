#include "rooms/favorites.hpp"

#include "rooms/room_store.hpp"
#include "rooms/sql.hpp"

namespace pomopomo::rooms {

namespace {

std::vector<VisitedRoom> rooms_from(storage::Transaction& tx, const storage::Rows& rows) {
  std::vector<VisitedRoom> rooms;
  for (const auto& row : rows) {
    VisitedRoom room{row.id<RoomId>("id"),
                     row.text("code"),
                     row.optional_text("name"),
                     row.text("theme"),
                     row.boolean("is_open"),
                     row.boolean("is_favorite"),
                     {}};
    const auto host = row.id<MemberId>("host_id");
    for (auto& member : store::list_present(tx, room.id))
      room.members.push_back({member, member.id == host});
    rooms.push_back(std::move(room));
  }
  return rooms;
}

}  // namespace

asio::awaitable<std::vector<VisitedRoom>> Favorites::list(UserId user) {
  co_return co_await db_.read([&, now = clock_.now()](storage::Transaction& tx) {
    return rooms_from(tx, tx.query(sql::favorites::list,
                                   {{"person", user}, {"now", now}, {"limit", kMaxFavorites}}));
  });
}

asio::awaitable<std::vector<VisitedRoom>> Favorites::recent(UserId user) {
  co_return co_await db_.read([&, now = clock_.now()](storage::Transaction& tx) {
    return rooms_from(tx, tx.query(sql::favorites::list_recent, {{"person", user},
                                                                 {"now", now},
                                                                 {"since", now - kLately},
                                                                 {"limit", kMaxRecentRooms}}));
  });
}

asio::awaitable<Result<void>> Favorites::add(UserId user, std::string code) {
  co_return co_await db_.write([&, now = clock_.now()](storage::Transaction& tx) -> Result<void> {
    const auto normal = normalize_code(code);
    const auto row =
        normal ? tx.query_one(sql::favorites::find_seat, {{"person", user}, {"code", *normal}})
               : std::nullopt;
    if (!row) return fail(ErrorCode::not_found, "unknown_room", "There is no room with this code.");
    const auto room = row->id<RoomId>("id");
    const auto added =
        tx.execute(sql::favorites::add,
                   {{"person", user}, {"room_id", room}, {"now", now}, {"most", kMaxFavorites}});
    if (added > 0 || tx.query_one(sql::favorites::has, {{"person", user}, {"room_id", room}}))
      return {};
    return fail(ErrorCode::full, "too_many_favorites", "There is no room for more favourites.");
  });
}

asio::awaitable<void> Favorites::remove(UserId user, std::string code) {
  const auto normal = normalize_code(code);
  if (!normal) co_return;
  co_await db_.write([&](storage::Transaction& tx) {
    tx.execute(sql::favorites::remove, {{"person", user}, {"code", *normal}});
  });
}

}  // namespace pomopomo::rooms
