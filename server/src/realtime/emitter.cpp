#include "realtime/emitter.hpp"

#include <array>
#include <charconv>

namespace pomopomo::realtime {

namespace {

// Fourteen characters at most: a std::string holds that without memory of its own, and every socket
// is in two channels.
std::string channel(char kind, std::int64_t id) {
  std::array<char, 14> name{kind};
  const auto end = std::to_chars(name.data() + 1, name.data() + name.size(), id, 36).ptr;
  return {name.data(), end};
}

std::string channel(RoomId room) {
  return channel('r', room.value);
}
std::string channel(MemberId member) {
  return channel('m', member.value);
}

std::string channel(BoardId board) {
  return channel('b', board.value);
}

std::string channel(UserId user) {
  return channel('u', user.value);
}

std::string channel(SessionId session) {
  return channel('s', session.value);
}

}  // namespace

void Emitter::to_room(RoomId room, std::string_view event, boost::json::value payload) {
  sockets_.emit(channel(room), event, std::move(payload));
}

void Emitter::to_member(MemberId member, std::string_view event, boost::json::value payload) {
  sockets_.emit(channel(member), event, std::move(payload));
}

void Emitter::to_board(BoardId board, std::string_view event, boost::json::value payload,
                       socketio::SocketPtr except) {
  sockets_.emit(channel(board), event, {{std::move(payload)}, {}}, {.except = std::move(except)});
}

void Emitter::glimpse_on_board(BoardId board, std::string_view event, boost::json::value payload,
                               socketio::SocketPtr except) {
  sockets_.emit(channel(board), event, {{std::move(payload)}, {}},
                {.except = std::move(except), .is_volatile = true});
}

bool Emitter::has_board(BoardId board) const {
  return sockets_.has_members(channel(board));
}

void Emitter::open_board(const socketio::SocketPtr& socket, BoardId board) {
  socket->join(channel(board));
}

void Emitter::close_board(const socketio::SocketPtr& socket, BoardId board) {
  socket->leave(channel(board));
}

bool Emitter::has_room(RoomId room) const {
  return sockets_.has_members(channel(room));
}

void Emitter::drop_room(RoomId room) {
  sockets_.drop_room(channel(room));
}

void Emitter::drop_member(MemberId member) {
  sockets_.drop_room(channel(member));
}

void Emitter::subscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member) {
  socket->join(channel(room));
  socket->join(channel(member));
}

void Emitter::unsubscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member) {
  socket->leave(channel(room));
  socket->leave(channel(member));
}

void Emitter::to_user(UserId user, std::string_view event, boost::json::value payload) {
  sockets_.emit(channel(user), event, std::move(payload));
}

void Emitter::subscribe_account(const socketio::SocketPtr& socket, UserId user, SessionId session) {
  socket->join(channel(user));
  socket->join(channel(session));
}

void Emitter::end_session(SessionId session, std::string_view reason) {
  const auto name = channel(session);
  sockets_.emit(name, "session:revoked", boost::json::object{{"reason", reason}});
  sockets_.disconnect_room(name, true);
}

void Emitter::for_each_in_room(RoomId room, std::function<void(const socketio::SocketPtr&)> fn) {
  sockets_.for_each(channel(room), std::move(fn));
}

void Emitter::for_each_of_member(MemberId member,
                                 std::function<void(const socketio::SocketPtr&)> fn) {
  sockets_.for_each(channel(member), std::move(fn));
}

}  // namespace pomopomo::realtime
