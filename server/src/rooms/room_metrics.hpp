#pragma once
// pomopomo_rooms{state} and pomopomo_room_members: what storage holds of them, all nodes together.

#include "core/asio.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms {

// Counts once, for a scrape that is about to be answered. Throws only if storage is unavailable.
asio::awaitable<void> measure_rooms(storage::Database& db);

}  // namespace pomopomo::rooms
