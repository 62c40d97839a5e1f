#include "rooms/chat_wire.hpp"

namespace pomopomo::rooms {

BOOST_DESCRIBE_STRUCT(SendMessage, (), (text, client_id))
BOOST_DESCRIBE_STRUCT(React, (), (message_id, reaction, on))

namespace {

struct MessageBody {
  MessageId message_id;
};
BOOST_DESCRIBE_STRUCT(MessageBody, (), (message_id))

}  // namespace

json::object to_json(const ChatMessage& message) {
  json::object reactions;
  for (const auto& [reaction, members] : message.reactions)
    reactions[to_string(reaction)] = encode(members);
  return {{"id", message.id.str()},
          {"sequence", message.sequence},
          {"memberId", message.member.str()},
          {"displayName", message.display_name},
          {"text", message.text},
          {"clientId", message.client_id},
          {"sentAt", to_epoch_ms(message.sent_at)},
          {"deleted", message.deleted},
          {"reactions", std::move(reactions)}};
}

json::object to_json(const ChatView& view) {
  json::array messages;
  for (const auto& message : view.messages) messages.push_back(to_json(message));
  return {{"messages", std::move(messages)}, {"hasEarlier", view.has_earlier}};
}

Result<SendMessage> read_send_message(const json::value& payload) {
  return decode<SendMessage>(payload);
}

Result<React> read_react(const json::value& payload) {
  return decode<React>(payload);
}

Result<MessageId> read_message_id(const json::value& payload) {
  const auto body = decode<MessageBody>(payload);
  if (!body) return std::unexpected(body.error());
  return body->message_id;
}

}  // namespace pomopomo::rooms
