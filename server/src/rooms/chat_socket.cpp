#include "rooms/chat_socket.hpp"

#include "realtime/ack.hpp"
#include "rooms/chat_wire.hpp"
#include "rooms/seated_events.hpp"

namespace pomopomo::rooms {

namespace {

using realtime::ack;
using realtime::ack_error;
using realtime::Limit;

json::value write(const ChatMessage& message) {
  return to_json(message);
}

Answer send(Chat& chat, Seat seat, json::value payload) {
  auto input = read_send_message(payload);
  if (!input) co_return ack_error(input.error());
  co_return ack(co_await chat.send(seat, std::move(*input)), write);
}

Answer react(Chat& chat, Seat seat, json::value payload) {
  auto input = read_react(payload);
  if (!input) co_return ack_error(input.error());
  co_return ack(co_await chat.react(seat, std::move(*input)), write);
}

Answer remove(Chat& chat, Seat seat, json::value payload) {
  const auto id = read_message_id(payload);
  if (!id) co_return ack_error(id.error());
  co_return ack(co_await chat.remove(seat, *id), write);
}

Answer type(Chat& chat, Seat seat, json::value) {
  co_return ack(co_await chat.type(seat));
}

}  // namespace

void bind_chat_events(socketio::Namespace& sockets, Rooms& rooms) {
  const auto bind = [&](std::string_view name, Answer (*handle)(Chat&, Seat, json::value),
                        Limit limit, std::string_view reason, std::string_view message) {
    bind_seated(sockets, rooms.limits(),
                {.name = name,
                 .handle =
                     [&chat = rooms.chat(), handle](Seat seat, json::value payload) {
                       return handle(chat, seat, std::move(payload));
                     },
                 .limit = limit,
                 .limit_reason = reason,
                 .limit_message = message});
  };
  bind("chat:send", send, Limit::chat_send, "chat_too_fast",
       "You write faster than people can read. Take a breath.");
  bind("chat:react", react, Limit::chat_change, "too_often", "Too many changes. Wait a moment.");
  bind("chat:delete", remove, Limit::chat_change, "too_often", "Too many changes. Wait a moment.");
  bind("chat:typing", type, Limit::chat_typing, "too_often", "Too many changes. Wait a moment.");
}

}  // namespace pomopomo::rooms
