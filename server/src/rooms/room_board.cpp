// The board of a room: who may see it, draw on it and clear it.

#include "rooms/room_board.hpp"
#include "rooms/board_rights.hpp"
#include "rooms/connection.hpp"
#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

Error board_locked() {
  return fail(ErrorCode::forbidden, "board_locked", "The host has locked the whiteboard.").error();
}

Result<Member> check_present(storage::Transaction& tx, const store::RoomRecord& record,
                             const accounts::Caller& caller) {
  auto me = check_member(tx, record, caller);
  if (me && me->state == MemberState::gone) {
    return fail(ErrorCode::forbidden, "not_member", "Only who is in the room sees its whiteboard.");
  }
  return me;
}

asio::awaitable<Result<void>> Rooms::check_may_draw(Seat seat) {
  const auto rights = co_await board_rights_->of(seat.room);
  if (!rights) co_return std::unexpected(rights.error());
  if (rights->board_locked && rights->host != seat.member)
    co_return std::unexpected(board_locked());
  co_return Result<void>{};
}

asio::awaitable<Result<void>> Rooms::check_may_clear(Seat seat) {
  co_return co_await services_.db.write([this, seat](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto host = change->require_host(seat.member); !host) return std::unexpected(host.error());
    change->finish();
    return {};
  });
}

asio::awaitable<Result<BoardId>> Rooms::board_for(accounts::Caller caller, std::string code) {
  co_return co_await services_.db.read(
      [this, caller, code](storage::Transaction& tx) -> Result<BoardId> {
        const auto normal = normalize_code(code);
        const auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
        if (auto open = check_open(record, services_.clock.now()); !open)
          return std::unexpected(open.error());
        if (auto me = check_present(tx, *record, caller); !me) return std::unexpected(me.error());
        return board_of(record->room.id);
      });
}

asio::awaitable<Result<boards::Visitor>> RoomBoardDoor::admit(socketio::SocketPtr socket,
                                                              BoardId board,
                                                              boards::Purpose purpose) {
  const auto& connection = connection_of(socket);
  if (!connection.seat) co_return std::unexpected(not_seated());
  const auto seat = *connection.seat;
  const boards::Visitor visitor{connection.caller.person, seat.member.str()};
  if (board != board_of(seat.room)) {
    co_return fail(ErrorCode::not_found, "unknown_board",
                   "There is no such whiteboard in this room.");
  }
  if (purpose == boards::Purpose::draw) {
    if (auto may = co_await rooms_.check_may_draw(seat); !may)
      co_return std::unexpected(may.error());
  } else if (purpose == boards::Purpose::clear) {
    if (auto host = co_await rooms_.check_may_clear(seat); !host)
      co_return std::unexpected(host.error());
  }
  co_return visitor;
}

}  // namespace pomopomo::rooms
