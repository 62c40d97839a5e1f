#include "realtime/emitter.hpp"

namespace pomopomo::realtime {

namespace {

std::string channel(RoomId room) {
  return "room:" + room.str();
}
std::string channel(MemberId member) {
  return "member:" + member.str();
}

}  // namespace

void Emitter::to_room(RoomId room, std::string_view event, boost::json::value payload) {
  sockets_.emit(channel(room), event, std::move(payload));
}

void Emitter::to_member(MemberId member, std::string_view event, boost::json::value payload) {
  sockets_.emit(channel(member), event, std::move(payload));
}

void Emitter::subscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member) {
  socket->join(channel(room));
  socket->join(channel(member));
}

void Emitter::unsubscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member) {
  socket->leave(channel(room));
  socket->leave(channel(member));
}

void Emitter::for_each_in_room(RoomId room, std::function<void(const socketio::SocketPtr&)> fn) {
  sockets_.for_each(channel(room), std::move(fn));
}

void Emitter::for_each_of_member(MemberId member,
                                 std::function<void(const socketio::SocketPtr&)> fn) {
  sockets_.for_each(channel(member), std::move(fn));
}

}  // namespace pomopomo::realtime
