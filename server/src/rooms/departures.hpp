#pragma once
// Connections that are gone. When many go at once (a stop, a lost network) they go together: one
// transaction closes a batch of stays, and each room is changed once, however many leave it.

#include "rooms/room_types.hpp"
#include "storage/combiner.hpp"

namespace pomopomo::rooms {

class Rooms;

struct Departure {
  Seat seat;
  TimePoint last_heard;
};

// Answers whether it was the member's last connection: then the grace has begun.
// Emits: member:updated for each of those, to the room.
class Departures {
 public:
  explicit Departures(Rooms& rooms, storage::Database& db);
  // Harmless when repeated. Errors: those of Combiner.
  asio::awaitable<bool> write(Departure departure) { return combine_(departure); }

 private:
  static std::vector<bool> write_all(Rooms& rooms, storage::Transaction& tx,
                                     std::span<const Departure> departures);

  storage::Combiner<Departure, bool> combine_;
};

}  // namespace pomopomo::rooms
