#include "rooms/chat_types.hpp"

#include <algorithm>
#include <array>

namespace pomopomo::rooms {

namespace {

constexpr std::array<std::string_view, 6> kReactions{"heart", "clap", "fire",
                                                     "laugh", "wow",  "tomato"};

}  // namespace

std::string_view to_string(Reaction reaction) {
  return kReactions.at(static_cast<std::size_t>(reaction));
}

std::optional<Reaction> parse_reaction(std::string_view name) {
  const auto found = std::ranges::find(kReactions, name);
  if (found == kReactions.end()) return std::nullopt;
  return static_cast<Reaction>(found - kReactions.begin());
}

}  // namespace pomopomo::rooms
