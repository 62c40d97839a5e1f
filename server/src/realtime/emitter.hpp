#pragma once
// Events to explicit recipients: the sockets in a room, those of one member of it, or those that
// have a board open. Nothing goes to everybody but the server's own farewell.
//
// Guarantee: calls made in one order reach each socket in that order. Thread: any; meant for
// `after_commit`.

#include <functional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "core/ids.hpp"
#include "socketio/server.hpp"

namespace pomopomo::realtime {

class Emitter {
 public:
  explicit Emitter(socketio::Namespace& sockets) : sockets_(sockets) {}

  void to_room(RoomId room, std::string_view event, boost::json::value payload);
  void to_member(MemberId member, std::string_view event, boost::json::value payload);
  // To whoever has the board open, but for the socket that made the change.
  void to_board(BoardId board, std::string_view event, boost::json::value payload,
                socketio::SocketPtr except = {});
  // The same, dropped where a connection cannot take it now.
  void glimpse_on_board(BoardId board, std::string_view event, boost::json::value payload,
                        socketio::SocketPtr except);
  bool has_board(BoardId board) const;
  static void open_board(const socketio::SocketPtr& socket, BoardId board);
  static void close_board(const socketio::SocketPtr& socket, BoardId board);
  // Whether somebody in the room is connected here.
  bool has_room(RoomId room) const;
  // Closes the connections of everybody in the room; they come back and read it anew.
  void drop_room(RoomId room);
  // The same for one member of it.
  void drop_member(MemberId member);
  // Subscribes a socket to its room and to what is for this member alone.
  void subscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member);
  static void unsubscribe(const socketio::SocketPtr& socket, RoomId room, MemberId member);
  // To all connections of a signed-in person, on all their devices.
  void to_user(UserId user, std::string_view event, boost::json::value payload);
  static void subscribe_account(const socketio::SocketPtr& socket, UserId user, SessionId session);
  // Tells the connections of a session why it has ended, and closes them.
  void end_session(SessionId session, std::string_view reason);
  // Runs `fn` for each socket in the room (of the member), on the socket's loop, after what was
  // emitted before.
  void for_each_in_room(RoomId room, std::function<void(const socketio::SocketPtr&)> fn);
  void for_each_of_member(MemberId member, std::function<void(const socketio::SocketPtr&)> fn);

 private:
  socketio::Namespace& sockets_;
};

}  // namespace pomopomo::realtime
