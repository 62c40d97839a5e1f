// The images on a room's board: who may put them there, and see them.

#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

namespace {

Result<void> check_draws(storage::Transaction& tx, const store::RoomRecord& record,
                         const accounts::Caller& caller) {
  const auto me = check_present(tx, record, caller);
  if (!me) return std::unexpected(me.error());
  if (record.room.board_locked && record.room.host != me->id)
    return std::unexpected(board_locked());
  return {};
}

}  // namespace

asio::awaitable<Result<void>> Rooms::check_may_add_image(accounts::Caller caller,
                                                         std::string code) {
  co_return co_await services_.db.read([&, this](storage::Transaction& tx) -> Result<void> {
    const auto normal = normalize_code(code);
    const auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
    if (auto open = check_open(record, services_.clock.now()); !open) return open;
    return check_draws(tx, *record, caller);
  });
}

asio::awaitable<Result<void>> Rooms::add_image(accounts::Caller caller, std::string code,
                                               boards::BoardFile image) {
  co_return co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, std::string_view(code));
    if (!change) return std::unexpected(change.error());
    if (auto draws = check_draws(tx, change->record(), caller); !draws) return draws;
    const auto board = board_of(change->record().room.id);
    if (auto added = boards::add_file(tx, board, image, change->now()); !added) return added;
    change->finish();
    return {};
  });
}

asio::awaitable<Result<boards::FileData>> Rooms::find_image(accounts::Caller caller,
                                                            std::string code, std::string id) {
  const auto board = co_await board_for(std::move(caller), std::move(code));
  if (!board) co_return std::unexpected(board.error());
  auto found = co_await services_.db.read(
      [&](storage::Transaction& tx) { return boards::find_file(tx, *board, id); });
  if (!found)
    co_return fail(ErrorCode::not_found, "unknown_file", "There is no such image on this board.");
  co_return std::move(*found);
}

}  // namespace pomopomo::rooms
