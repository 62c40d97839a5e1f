#pragma once
// Messages as the feature handles them. Their JSON is in chat_wire.hpp.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"

namespace pomopomo::rooms {

inline constexpr std::int64_t kLatestMessages = 50;  // in a snapshot

enum class Reaction { heart = 0, clap = 1, fire = 2, laugh = 3, wow = 4, tomato = 5 };
std::string_view to_string(Reaction reaction);
std::optional<Reaction> parse_reaction(std::string_view name);

// Who gave which, in the order they were given.
using Reactions = std::map<Reaction, std::vector<MemberId>>;

struct ChatMessage {
  MessageId id;
  RoomId room;
  std::int64_t sequence = 0;
  MemberId member;
  std::string display_name;  // as it was then
  std::string text;          // empty when deleted
  std::string client_id;
  TimePoint sent_at;
  bool hidden = false;
  bool deleted = false;
  Reactions reactions;
};

// The latest messages that a member sees, oldest first.
struct ChatView {
  std::vector<ChatMessage> messages;
  bool has_earlier = false;
};

}  // namespace pomopomo::rooms
