// A host ends their room, or takes that back.

#include "accounts/accounts.hpp"
#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

asio::awaitable<Result<void>> Rooms::end(accounts::Caller caller, std::string code,
                                         std::string client) {
  if (auto free = co_await check_guesses(client); !free) co_return std::unexpected(free.error());
  auto ended = co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, code);
    if (!change) return std::unexpected(change.error());
    if (auto host = check_host(tx, change->record(), caller); !host) return host;
    change->end();
    change->finish();
    return {};
  });
  if (!ended)
    co_return std::unexpected(co_await count_guess(std::move(ended.error()), std::move(client)));
  co_return ended;
}

asio::awaitable<Result<RoomOverview>> Rooms::restore(accounts::Caller caller, std::string code,
                                                     std::string client) {
  if (auto free = co_await check_guesses(client); !free) co_return std::unexpected(free.error());
  auto restored =
      co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<RoomOverview> {
        auto change = RoomChange::open_ended(*this, tx, code);
        if (!change) return std::unexpected(change.error());
        if (auto host = check_host(tx, change->record(), caller); !host)
          return std::unexpected(host.error());
        auto& record = change->record();
        if (is_ended(record)) {
          if (*record.closed_at + rules().restore < change->now())
            return std::unexpected(check_open(record, change->now()).error());
          change->restore();
        }
        change->finish();
        return RoomOverview{change->room_view(),
                            {change->timer()},
                            change->queue_view(),
                            store::count_here(tx, record.room.id)};
      });
  if (!restored)
    co_return std::unexpected(co_await count_guess(std::move(restored.error()), std::move(client)));
  co_return restored;
}

}  // namespace pomopomo::rooms
