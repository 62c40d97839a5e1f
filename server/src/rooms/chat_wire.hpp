#pragma once
// The JSON of chat: how messages are written, how payloads are read.

#include "core/error.hpp"
#include "rooms/chat.hpp"

namespace pomopomo::rooms {

json::object to_json(const ChatMessage& message);
json::object to_json(const ChatView& view);

Result<SendMessage> read_send_message(const json::value& payload);
Result<React> read_react(const json::value& payload);
Result<MessageId> read_message_id(const json::value& payload);

}  // namespace pomopomo::rooms
