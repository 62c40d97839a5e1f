#include "rooms/room_events.hpp"

#include "rooms/connection.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

void tell_one(realtime::Emitter& emitter, const Clock& clock, RoomId room, RoomEvent event) {
  if (event.event == "room:state") set_server_now(event.payload.as_object(), clock.now());
  if (event.comes_back) return emitter.drop_member(*event.only_to);
  const auto leave = [room](const socketio::SocketPtr& socket) { give_up_seat(socket, room); };
  if (event.only_to) {
    emitter.to_member(*event.only_to, event.event, std::move(event.payload));
    if (event.ends_seats) emitter.for_each_of_member(*event.only_to, leave);
  } else {
    emitter.to_room(room, event.event, std::move(event.payload));
    if (event.ends_seats) emitter.for_each_in_room(room, leave);
  }
}

}  // namespace

void tell(realtime::Emitter& emitter, const Clock& clock, RoomId room,
          std::vector<RoomEvent> events) {
  for (auto& event : events) tell_one(emitter, clock, room, std::move(event));
}

std::string to_text(const std::vector<RoomEvent>& events) {
  json::array list;
  for (const auto& event : events) {
    json::object one{{"event", event.event}, {"payload", event.payload}};
    if (event.only_to) one["onlyTo"] = event.only_to->value;
    if (event.ends_seats) one["endsSeats"] = true;
    if (event.comes_back) one["comesBack"] = true;
    list.push_back(std::move(one));
  }
  return json::serialize(list);
}

std::vector<RoomEvent> events_from_text(std::string_view text) {
  std::vector<RoomEvent> events;
  auto parsed = json::parse(text);
  for (auto& item : parsed.as_array()) {
    auto& one = item.as_object();
    RoomEvent event{std::string(one.at("event").as_string()), std::move(one.at("payload"))};
    if (const auto* member = one.if_contains("onlyTo"))
      event.only_to = MemberId{member->as_int64()};
    event.ends_seats = one.contains("endsSeats");
    event.comes_back = one.contains("comesBack");
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace pomopomo::rooms
