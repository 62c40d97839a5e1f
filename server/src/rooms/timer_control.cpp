// The host's hand on the timer and the queue.

#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

std::unexpected<Error> stale(std::string_view message, json::object current) {
  auto error = fail(ErrorCode::conflict, "stale_version", message);
  error.error().current = std::move(current);
  return error;
}

}  // namespace

asio::awaitable<Result<TimerView>> Rooms::control(Seat seat, Input<Command> input) {
  co_return co_await services_.db.write(
      [this, seat, input](storage::Transaction& tx) -> Result<TimerView> {
        auto change = RoomChange::open(*this, tx, seat.room);
        if (!change) return std::unexpected(change.error());
        if (auto host = change->require_host(seat.member); !host)
          return std::unexpected(host.error());
        if (!input.version) return std::unexpected(input.version.error());
        if (*input.version && **input.version != change->timer().version) {
          return stale("The timer has changed meanwhile.",
                       to_json(TimerView{change->timer()}, change->now()));
        }
        if (!input.value) return std::unexpected(input.value.error());
        auto next = apply(change->timer(), *input.value, change->now());
        if (!next) return std::unexpected(next.error());
        change->transition(std::move(*next));
        change->finish();
        return TimerView{change->timer()};
      });
}

asio::awaitable<Result<QueueView>> Rooms::edit(Seat seat, Input<QueueEdit> input) {
  co_return co_await services_.db.write(
      [this, seat, input](storage::Transaction& tx) -> Result<QueueView> {
        auto change = RoomChange::open(*this, tx, seat.room);
        if (!change) return std::unexpected(change.error());
        if (auto host = change->require_host(seat.member); !host)
          return std::unexpected(host.error());
        if (!input.version) return std::unexpected(input.version.error());
        if (*input.version && **input.version != change->record().queue_version) {
          return stale("The queue has changed meanwhile.", to_json(change->queue_view()));
        }
        if (!input.value) return std::unexpected(input.value.error());
        auto queue = edit_queue(change->timer().queue, *input.value,
                                [this] { return services_.ids.next<SegmentId>(); });
        if (!queue) return std::unexpected(queue.error());
        change->transition(*apply(change->timer(), SetQueue{std::move(*queue)}, change->now()));
        change->finish();
        return change->queue_view();
      });
}

}  // namespace pomopomo::rooms
