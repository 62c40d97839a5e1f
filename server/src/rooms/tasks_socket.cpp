#include "rooms/tasks_socket.hpp"

#include "realtime/ack.hpp"
#include "rooms/seated_events.hpp"
#include "rooms/tasks.hpp"

namespace pomopomo::rooms {

BOOST_DESCRIBE_STRUCT(SetTask, (), (segment_id, visibility, text))
BOOST_DESCRIBE_STRUCT(MarkTask, (), (segment_id, visibility, done))

namespace {

Answer set(Rooms& rooms, Seat seat, json::value payload) {
  const auto task = co_await set_task(rooms, seat, decode<SetTask>(payload));
  co_return realtime::ack(task, [](const Task& t) { return to_json(t); });
}

Answer mark(Rooms& rooms, Seat seat, json::value payload) {
  const auto task = co_await mark_task(rooms, seat, decode<MarkTask>(payload));
  co_return realtime::ack(task, [](const Task& t) { return to_json(t); });
}

}  // namespace

void bind_task_events(socketio::Namespace& sockets, Rooms& rooms) {
  bind_seated(sockets, rooms.limits(),
              {.name = "task:set", .handle = [&rooms](Seat seat, json::value payload) {
                 return set(rooms, seat, std::move(payload));
               }});
  bind_seated(sockets, rooms.limits(),
              {.name = "task:done", .handle = [&rooms](Seat seat, json::value payload) {
                 return mark(rooms, seat, std::move(payload));
               }});
}

}  // namespace pomopomo::rooms
