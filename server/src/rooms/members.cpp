// Coming, going and being sent: who is in a room and who leads it.

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "core/log.hpp"
#include "rooms/departures.hpp"
#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

constexpr Millis kFirstRetry{50};
constexpr Millis kLastRetry{5'000};
constexpr std::int64_t kClearUpLimit = 64;  // rooms of a dead process read at a time

// May this person take a seat now? Those who are here or in their grace always may (R10), and the
// creator.
Result<void> check_entry(RoomChange& change, const std::optional<Member>& known) {
  const auto& room = change.record().room;
  if (known && known->banned)
    return fail(ErrorCode::forbidden, "banned", "The host has banned you from this room.");
  if (known && known->kicked_until && *known->kicked_until > change.now()) {
    auto error =
        fail(ErrorCode::forbidden, "kicked", "The host removed you from this room for a while.");
    error.error().retry_after = *known->kicked_until - change.now();
    return error;
  }
  if (known && (known->state != MemberState::gone || known->id == change.record().creator))
    return {};
  if (!known && room.locked)
    return fail(ErrorCode::forbidden, "room_locked", "The host has locked this room.");
  if (std::cmp_greater_equal(change.present().size(), room.capacity))
    return fail(ErrorCode::full, "room_full", "Room is full.");
  return {};
}

}  // namespace

asio::awaitable<Result<Joined>> Rooms::join(accounts::Caller caller, JoinRoom input,
                                            std::string client, socketio::SocketPtr socket) {
  std::optional<std::string> name;
  if (input.display_name) {
    auto cleaned = accounts::clean_display_name(*input.display_name);
    if (!cleaned) co_return std::unexpected(cleaned.error());
    name = std::move(*cleaned);
  }
  const auto may_guess = co_await check_guesses(client);
  const auto hold = feed_->make_hold(co_await asio::this_coro::executor);
  auto joined = co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<Joined> {
    auto change = RoomChange::open(*this, tx, input.code);
    if (!change) return std::unexpected(change.error());
    auto& record = change->record();
    const auto known = store::find_member_of_person(tx, record.room.id, caller.person);
    if (!known && !may_guess)
      return std::unexpected(may_guess.error());  // else a hit could be told from a miss
    if (auto allowed = check_entry(*change, known); !allowed)
      return std::unexpected(allowed.error());

    const MemberState before = known ? known->state : MemberState::gone;
    const auto left_at = known ? known->left_at : std::nullopt;
    Member me = known.value_or(Member{.id = services_.ids.next<MemberId>(),
                                      .person = caller.person,
                                      .display_name = caller.display_name,
                                      .joined_at = change->now(),
                                      .state = MemberState::gone,
                                      .left_at = {},
                                      .kicked_until = {}});
    const bool is_new = introduce(me, caller);
    const bool renamed = name && *name != me.display_name;
    if (name) me.display_name = *name;
    me.state = MemberState::here;
    me.left_at.reset();
    me.kicked_until.reset();
    if (known) {
      change->save(me);
    } else {
      change->add(me);
    }
    const Seat seat{record.room.id, me.id, services_.ids.next<AttendanceId>()};
    store::open_attendance(tx, seat.attendance, seat.room, me, services_.node.get(), change->now());

    if (before == MemberState::gone) {
      change->emit("member:joined", to_json(change->view(me)));
    } else if (before == MemberState::away || renamed || is_new) {
      change->emit("member:updated", to_json(change->view(me)));
    }
    const bool back_in_time = left_at && *left_at + rules().creator_return > change->now();
    if (me.id == record.creator && record.creator_may_return && back_in_time)
      change->set_host(me, false);
    change->review_members();

    change->hold(hold);
    change->then_subscribe([&emitter = services_.emitter, socket, seat] {
      emitter.subscribe(socket, seat.room, seat.member);
    });
    Joined result{seat, change->snapshot(me)};
    change->finish();
    return result;
  });
  if (!joined) {
    co_return std::unexpected(co_await count_guess(std::move(joined.error()), std::move(client)));
  }
  if (hold) co_await hold->reached();  // nothing newer is told before this join is
  joined->snapshot.hold = hold;
  co_return joined;
}

asio::awaitable<Result<Snapshot>> Rooms::snapshot(Seat seat) {
  for (;;) {
    const auto hold = feed_->make_hold(co_await asio::this_coro::executor);
    auto read = co_await services_.db.write([&](storage::Transaction& tx) -> Result<Snapshot> {
      auto change = RoomChange::open(*this, tx, seat.room);
      if (!change) return std::unexpected(change.error());
      const auto me = change->require_member(seat.member);
      if (!me) return std::unexpected(me.error());
      auto snapshot = change->snapshot(*me);
      change->hold(hold);
      change->finish();
      return snapshot;
    });
    if (!read || !hold) co_return read;
    const bool is_current = co_await hold->reached();
    if (!is_current) continue;
    read->hold = hold;
    co_return read;
  }
}

asio::awaitable<Result<void>> Rooms::leave(Seat seat) {
  co_return co_await services_.db.write([this, seat](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    auto me = change->require_member(seat.member);
    if (!me) return std::unexpected(me.error());
    if (!store::close_attendance(tx, seat.attendance, change->now())) return {};
    if (store::count_open_attendance(tx, seat.member) > 0) return {};  // still here in another tab
    me->state = MemberState::gone;
    me->left_at = change->now();
    change->save(*me);
    change->emit("member:left", json::object{{"id", me->id.str()}, {"reason", "left"}});
    change->review_members();
    change->finish();
    return {};
  });
}

asio::awaitable<void> Rooms::connection_closed(Seat seat, TimePoint last_heard) {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (Millis wait = kFirstRetry;; wait = std::min(2 * wait, kLastRetry)) {
    try {
      (void)co_await departures_->write({seat, last_heard});
      co_return;
    } catch (const storage::StorageError& failure) {
      // Nobody else will say that this person has gone, so it is said again until it is stored.
      log::warn("connection_close_delayed", {{"error", failure.what()}});
    }
    pause.expires_after(wait);
    co_await pause.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> Rooms::clear_up(NodeEpoch dead, TimePoint last_beat) {
  for (;;) {
    const auto rooms = co_await services_.db.read(
        [dead](storage::Transaction& tx) { return store::list_rooms_of(tx, dead, kClearUpLimit); });
    for (const auto room : rooms) {
      co_await services_.db.write([this, room, dead, last_beat](storage::Transaction& tx) {
        end_connections(tx, room, dead, last_beat);
      });
    }
    if (rooms.empty()) co_return;
  }
}

void Rooms::end_connections(storage::Transaction& tx, RoomId room, NodeEpoch dead,
                            TimePoint last_beat) {
  auto change = RoomChange::open_due(*this, tx, room);
  store::close_attendance_of(tx, room, dead, last_beat);
  if (!change) return;
  for (auto member : std::vector(change->present())) {
    if (member.state == MemberState::here && store::count_open_attendance(tx, member.id) == 0)
      change->set_away(member);
  }
  change->review_members();
  change->finish();
}

void Rooms::drop_all() {
  feed_->drop_all();
}

asio::awaitable<Result<void>> Rooms::transfer_host(Seat seat, Result<MemberId> to) {
  co_return co_await services_.db.write([this, seat, to](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto host = change->require_host(seat.member); !host) return std::unexpected(host.error());
    if (!to) return std::unexpected(to.error());
    const auto heir = change->require_member(*to);
    if (!heir)
      return fail(ErrorCode::not_found, "unknown_member", "There is no such member in the room.");
    if (heir->id == seat.member) return {};
    change->set_host(*heir, false);
    change->review_members();
    change->finish();
    return {};
  });
}

}  // namespace pomopomo::rooms
