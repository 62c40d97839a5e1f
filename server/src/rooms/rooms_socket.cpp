#include "rooms/rooms_socket.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <string>
#include <string_view>

#include "realtime/ack.hpp"
#include "realtime/emitter.hpp"
#include "rooms/connection.hpp"
#include "rooms/rooms_wire.hpp"
#include "rooms/seated_events.hpp"

namespace pomopomo::rooms {

namespace {

using realtime::ack;
using realtime::ack_error;
using realtime::ack_ok;
using realtime::Limit;
using socketio::Arguments;
using socketio::SocketPtr;

// Lets go of a snapshot's hold once the ack that follows is on its way.
void release_after_ack(asio::any_io_executor executor, std::shared_ptr<void> hold) {
  if (hold) asio::post(std::move(executor), [hold = std::move(hold)] {});
}

Answer sync(Rooms& rooms, Seat seat, json::value) {
  const auto result = co_await rooms.snapshot(seat);
  if (result) release_after_ack(co_await asio::this_coro::executor, result->hold);
  co_return ack(result, [&](const Snapshot& s) { return to_json(s, rooms.clock().now()); });
}

Answer update(Rooms& rooms, Seat seat, json::value payload) {
  const auto result = co_await rooms.update(seat, read_room_patch(payload));
  co_return ack(result, [](const RoomView& view) { return to_json(view); });
}

template <Input<Command> (*read)(const json::value&)>
Answer control(Rooms& rooms, Seat seat, json::value payload) {
  const auto result = co_await rooms.control(seat, read(payload));
  co_return ack(result, [&](const TimerView& view) { return to_json(view, rooms.clock().now()); });
}

template <Input<QueueEdit> (*read)(const json::value&)>
Answer edit(Rooms& rooms, Seat seat, json::value payload) {
  const auto result = co_await rooms.edit(seat, read(payload));
  co_return ack(result, [](const QueueView& view) { return to_json(view); });
}

Answer mute(Rooms& rooms, Seat seat, json::value payload) {
  co_return ack(co_await rooms.mute(seat, read_mute(payload)));
}

template <asio::awaitable<Result<void>> (Rooms::*act)(Seat, Result<MemberId>)>
Answer moderate(Rooms& rooms, Seat seat, json::value payload) {
  co_return ack(co_await (rooms.*act)(seat, read_member_id(payload)));
}

// What a use case of `rooms` does with an event.
using RoomHandler = Answer (*)(Rooms& rooms, Seat seat, json::value payload);

struct Event {
  std::string_view name;
  RoomHandler handle;
  std::optional<Limit> limit = {};
};

constexpr Event kEvents[] = {
    {"room:sync", sync},
    {"room:update", update},
    {"timer:play", control<read_play>, Limit::timer_control},
    {"timer:pause", control<read_pause>, Limit::timer_control},
    {"timer:skip", control<read_skip>, Limit::timer_control},
    {"timer:restart", control<read_restart>, Limit::timer_control},
    {"timer:adjust", control<read_adjust>, Limit::timer_control},
    {"queue:replace", edit<read_queue_replace>},
    {"queue:add", edit<read_queue_add>},
    {"queue:update", edit<read_queue_update>},
    {"queue:remove", edit<read_queue_remove>},
    {"queue:move", edit<read_queue_move>},
    {"host:transfer", moderate<&Rooms::transfer_host>},
    {"member:mute", mute},
    {"member:kick", moderate<&Rooms::kick>},
    {"member:ban", moderate<&Rooms::ban>},
    {"member:unban", moderate<&Rooms::unban>},
};

Answer ping(Rooms& rooms, Arguments arguments) {
  const auto payload = realtime::payload_of(arguments);
  if (!payload) co_return ack_error(payload.error());
  co_return ack_ok(json::object{{"serverNow", to_epoch_ms(rooms.clock().now())}});
}

// Leaves a seat that the socket has given up. When storage fails, the caller learns it, and the
// seat is still closed as soon as that can be stored.
asio::awaitable<Result<void>> leave_surely(Rooms& rooms, BackgroundTasks& tasks, Seat seat) {
  const auto executor = co_await asio::this_coro::executor;
  try {
    co_return co_await rooms.leave(seat);
  } catch (const storage::StorageError&) {
    tasks.spawn(executor, "leave_room", rooms.connection_closed(seat, rooms.clock().now()));
    throw;
  }
}

asio::awaitable<void> leave_behind(Rooms& rooms, BackgroundTasks& tasks, Seat seat) {
  (void)co_await leave_surely(rooms, tasks, seat);
}

Answer join(Rooms& rooms, BackgroundTasks& tasks, SocketPtr socket, Arguments arguments) {
  const auto payload = realtime::payload_of(arguments);
  if (!payload) co_return ack_error(payload.error());
  const auto input = read_join(*payload);
  if (!input) co_return ack_error(input.error());
  const auto before = connection_of(socket).seat;
  const auto client = realtime::client_key(socket->handshake().remote);
  const auto joined = co_await rooms.join(connection_of(socket).caller, *input, client, socket);
  if (!joined) co_return ack_error(joined.error());
  connection_of(socket).seat = joined->seat;
  if (before) {
    // A socket sits in one room; a second join of the same room only renews the seat. Not awaited:
    // the ack must go out before any event that follows its snapshot.
    if (before->room != joined->seat.room) {
      realtime::Emitter::unsubscribe(socket, before->room, before->member);
      realtime::Emitter::close_board(socket, board_of(before->room));
    }
    tasks.spawn(socket->executor(), "leave_room", leave_behind(rooms, tasks, *before));
  }
  release_after_ack(socket->executor(), joined->snapshot.hold);
  co_return ack_ok(to_json(joined->snapshot, rooms.clock().now()));
}

Answer leave(Rooms& rooms, BackgroundTasks& tasks, SocketPtr socket, Arguments arguments) {
  const auto payload = realtime::payload_of(arguments);
  if (!payload) co_return ack_error(payload.error());
  const auto seat = connection_of(socket).seat;
  if (!seat) co_return ack_error(not_seated());
  give_up_seat(socket, seat->room);
  co_return ack(co_await leave_surely(rooms, tasks, *seat));
}

}  // namespace

void bind_room_events(socketio::Namespace& sockets, Rooms& rooms, BackgroundTasks& tasks) {
  sockets.on("clock:ping",
             [&rooms](SocketPtr, Arguments args) { return ping(rooms, std::move(args)); });
  sockets.on("room:join", [&rooms, &tasks](SocketPtr socket, Arguments args) {
    return join(rooms, tasks, std::move(socket), std::move(args));
  });
  sockets.on("room:leave", [&rooms, &tasks](SocketPtr socket, Arguments args) {
    return leave(rooms, tasks, std::move(socket), std::move(args));
  });
  for (const auto& event : kEvents) {
    bind_seated(sockets, rooms.limits(),
                {.name = event.name,
                 .handle =
                     [&rooms, &event](Seat seat, json::value payload) {
                       return event.handle(rooms, seat, std::move(payload));
                     },
                 .limit = event.limit});
  }
  sockets.on_disconnect([&rooms, &tasks](SocketPtr socket, std::string_view reason) {
    auto& seat = connection_of(socket).seat;
    if (!seat) return;
    // After a time-out the person was last there when their last byte came, not when we noticed.
    const auto silence = reason == "ping timeout"
                             ? std::chrono::system_clock::now() - socket->last_received()
                             : std::chrono::system_clock::duration::zero();
    const auto last_heard = rooms.clock().now() - std::chrono::duration_cast<Millis>(silence);
    tasks.spawn(socket->executor(), "connection_closed",
                rooms.connection_closed(*seat, last_heard));
    seat.reset();
  });
}

}  // namespace pomopomo::rooms
