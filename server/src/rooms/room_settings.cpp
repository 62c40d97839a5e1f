#include "rooms/room_settings.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

constexpr std::int64_t kMinCapacity = 2;

// An empty name is no name.
Result<std::optional<std::string>> check_name(const std::optional<std::string>& name) {
  if (!name) return std::nullopt;
  auto cleaned = clean_line(*name);
  if (!cleaned) return fail_field("name", "not_utf8", "name must be valid UTF-8.");
  if (cleaned->empty()) return std::nullopt;
  if (length_in_code_points(*cleaned) > kMaxRoomName) {
    return fail_field("name", "too_long",
                      fmt::format("name must be at most {} characters.", kMaxRoomName));
  }
  return cleaned;
}

}  // namespace

Result<void> apply_settings(Room& room, const RoomPatch& patch, std::int64_t max_capacity) {
  Room next = room;
  if (patch.name.given) {
    auto name = check_name(patch.name.value);
    if (!name) return std::unexpected(name.error());
    next.name = std::move(*name);
  }
  if (patch.theme) {
    if (!is_theme(*patch.theme)) {
      return fail_field("theme", "unknown_value",
                        "theme must be tomato, lofi, matcha, sky, midnight or forest.");
    }
    next.theme = *patch.theme;
  }
  if (patch.visibility) {
    const auto visibility = parse_visibility(*patch.visibility);
    if (!visibility)
      return fail_field("visibility", "unknown_value", "visibility must be link or public.");
    next.visibility = *visibility;
  }
  if (patch.capacity) {
    if (*patch.capacity < kMinCapacity || *patch.capacity > max_capacity) {
      return fail_field(
          "capacity", "out_of_range",
          fmt::format("capacity must be between {} and {}.", kMinCapacity, max_capacity));
    }
    next.capacity = *patch.capacity;
  }
  next.locked = patch.locked.value_or(room.locked);
  next.quiet_chat = patch.quiet_chat.value_or(room.quiet_chat);
  next.board_locked = patch.board_locked.value_or(room.board_locked);
  room = std::move(next);
  return {};
}

asio::awaitable<Result<RoomView>> Rooms::update(Seat seat, Result<RoomPatch> patch) {
  co_return co_await services_.db.write(
      [this, seat, patch](storage::Transaction& tx) -> Result<RoomView> {
        auto change = RoomChange::open(*this, tx, seat.room);
        if (!change) return std::unexpected(change.error());
        if (auto host = change->require_host(seat.member); !host)
          return std::unexpected(host.error());
        if (!patch) return std::unexpected(patch.error());
        if (auto set = apply_settings(change->record().room, *patch, rules().max_capacity); !set) {
          return std::unexpected(set.error());
        }
        if (patch->auto_start) {
          const auto& old = change->timer().auto_start;
          const AutoStart wanted{patch->auto_start->focus.value_or(old.focus),
                                 patch->auto_start->breaks.value_or(old.breaks)};
          change->transition(*apply(change->timer(), SetAutoStart{wanted}, change->now()));
        }
        change->emit("room:updated", to_json(change->room_view()));
        change->finish();
        return change->room_view();
      });
}

}  // namespace pomopomo::rooms
