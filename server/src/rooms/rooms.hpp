#pragma once
// Rooms: one shared queue and timer, the people in it, and what ran.
//
// Rules of the feature
//  - Authority is the room's current state, read again inside each transaction (R9): a member acts
//  as long as they are in
//    the room and not kicked, the host as long as the room names them.
//  - Every write is one transaction on the room's row: bring the timer to now, check, change,
//  record runs, set the next
//    deadline; people are told once it has committed, in the order of commits.
//  - A stale version is refused before anything else of the payload is looked at (R8).
//
// Follow a command: rooms_socket.cpp (decode) → the use case below (members, timer_control,
// room_settings, …) → room_change.cpp (load, advance, save, tell) → room_store.cpp → sql/*.sql.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/accounts.hpp"
#include "boards/boards.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "core/node.hpp"
#include "realtime/emitter.hpp"
#include "realtime/rate_limiter.hpp"
#include "rooms/hidden_words.hpp"
#include "rooms/queue.hpp"
#include "rooms/room_types.hpp"
#include "rooms/timer.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms {

class BoardRights;
class Chat;
class Deadlines;
class Departures;
class RoomFeed;
namespace store {
struct RoomRecord;
}

struct RoomRules {
  Millis presence_grace = std::chrono::seconds(30);  // after the last connection of a member closed
  Millis creator_return = std::chrono::minutes(10);  // R9
  Millis kick = std::chrono::minutes(10);            // R9
  Millis restore = std::chrono::seconds(10);         // a host may take the end of a room back
  Millis life = std::chrono::hours(72);              // R12, from creation
  Millis life_after_run = std::chrono::hours(24);    // R12
  Millis longest_life = std::chrono::hours(24 * 14);  // R12
  Millis keep_closed = std::chrono::hours(24 * 30);   // an expired code answers `gone` this long
  Millis keep_board = std::chrono::minutes(10);       // of a room that has ended
  std::int64_t max_capacity = 1000;                   // what a host may set, 2 to this
  HiddenWords hidden_words = HiddenWords::built_in();
};

// What a client sent with a command: each part decoded by itself, because a stale version is told
// before a bad payload.
template <class T>
struct Input {
  Result<std::optional<std::int64_t>> version;
  Result<T> value;
};

class Rooms {
 public:
  struct Services {
    storage::Database& db;
    const Clock& clock;
    IdGenerator& ids;
    realtime::Emitter& emitter;
    realtime::RateLimiter& limits;
    boards::Boards& boards;
    const CurrentNode& node;  // set before `start`
    bool shared = false;      // other processes write to the same database
    RoomRules rules;
  };
  Rooms(Services services, asio::io_context& timers);
  ~Rooms();

  // Makes a room with the caller as creator, host and member.
  // Errors: invalid (name, theme, template, segments, visibility, capacity).
  asio::awaitable<Result<CreatedRoom>> create(accounts::Caller caller, NewRoom input);
  // `client`: the address' key, which may guess wrong only so often.
  // Errors: not_found/unknown_room, gone/room_expired, rate_limited/too_many_guesses.
  asio::awaitable<Result<RoomOverview>> overview(std::string code, std::string client);
  // Public, unlocked rooms where somebody is, newest first. `before`: id of the last one seen.
  asio::awaitable<std::vector<RoomOverview>> list_open(std::optional<RoomId> before,
                                                       std::int64_t limit);
  // What ran, newest first. Errors: forbidden/not_member, not_found, gone.
  asio::awaitable<Result<std::vector<RunRecord>>> history(accounts::Caller caller, std::string code,
                                                          std::optional<RunId> before,
                                                          std::int64_t limit);

  // Takes a seat for one connection and subscribes it; a second connection of a person is the same
  // member. Errors: those of `overview`, forbidden/banned, forbidden/kicked, forbidden/room_locked,
  // full/room_full, invalid. Emits: member:joined or member:updated, to the room; room:updated when
  // the host changes (R9).
  asio::awaitable<Result<Joined>> join(accounts::Caller caller, JoinRoom input, std::string client,
                                       socketio::SocketPtr socket);
  // Errors here and below: not_found/not_in_room when the seat is not valid any more.
  asio::awaitable<Result<Snapshot>> snapshot(Seat seat);
  // Gives the seat up without a grace. The person is gone with their last connection. Emits:
  // member:left.
  asio::awaitable<Result<void>> leave(Seat seat);
  // One connection is gone; the last one starts the grace. Emits: member:updated. Never fails for a
  // seat long gone.
  asio::awaitable<void> connection_closed(Seat seat, TimePoint last_heard);

  // Host only, as all below: forbidden/not_host. Emits: room:updated (and room:state when the timer
  // follows).
  asio::awaitable<Result<RoomView>> update(Seat seat, Result<RoomPatch> patch);
  // Errors: those of `apply`, conflict/stale_version with the timer. Emits: room:state.
  asio::awaitable<Result<TimerView>> control(Seat seat, Input<Command> input);
  // Errors: those of `edit_queue`, conflict/stale_version with the queue. Emits: queue:updated,
  // room:state.
  asio::awaitable<Result<QueueView>> edit(Seat seat, Input<QueueEdit> input);
  // Errors: not_found/unknown_member. Emits: member:updated for both, room:updated.
  asio::awaitable<Result<void>> transfer_host(Seat seat, Result<MemberId> to);
  // Below, errors: not_found/unknown_member, invalid/self.
  // Takes a member's voice, or gives it back. Emits: member:updated.
  asio::awaitable<Result<void>> mute(Seat seat, Result<MutePerson> input);
  // Removes a member for RoomRules::kick. Emits: member:left to the room, room:closed to the kicked
  // one.
  asio::awaitable<Result<void>> kick(Seat seat, Result<MemberId> whom);
  // Removes somebody who is or was here as long as the room lives, or until `unban`. Emits: as
  // `kick`.
  asio::awaitable<Result<void>> ban(Seat seat, Result<MemberId> whom);
  asio::awaitable<Result<void>> unban(Seat seat, Result<MemberId> whom);
  // For the host, latest comer first. Errors: not_found, gone, forbidden/not_host.
  asio::awaitable<Result<std::vector<Member>>> list_banned(accounts::Caller caller,
                                                           std::string code,
                                                           std::optional<MemberId> before,
                                                           std::int64_t limit);

  // Closes the room for everybody, as long as its host does not restore it within
  // RoomRules::restore. Errors: not_found, gone, forbidden/not_host. Emits: room:closed.
  asio::awaitable<Result<void>> end(accounts::Caller caller, std::string code, std::string client);
  // Opens it again as it was, what ran paused; its members join anew. Harmless while it is open.
  // Errors: as `end`, gone/room_ended when it is too late.
  asio::awaitable<Result<RoomOverview>> restore(accounts::Caller caller, std::string code,
                                                std::string client);
  // Whether this member may draw now, as far as the room's settings say.
  // Errors: not_found/not_in_room, forbidden/board_locked.
  asio::awaitable<Result<void>> check_may_draw(Seat seat);
  // Errors: not_found/not_in_room, forbidden/not_host.
  asio::awaitable<Result<void>> check_may_clear(Seat seat);
  // The board of a room. Errors: not_found, gone, forbidden/not_member.
  asio::awaitable<Result<BoardId>> board_for(accounts::Caller caller, std::string code);

  // Whether somebody may put images on the board of their room now.
  // Errors: not_found, gone, forbidden (not_member, banned, board_locked).
  asio::awaitable<Result<void>> check_may_add_image(accounts::Caller caller, std::string code);
  // Errors: also full/board_files_full.
  asio::awaitable<Result<void>> add_image(accounts::Caller caller, std::string code,
                                          boards::BoardFile image);
  // Errors: not_found (also unknown_file), gone, forbidden/not_member.
  asio::awaitable<Result<boards::FileData>> find_image(accounts::Caller caller, std::string code,
                                                       std::string id);

  // Applies what is due in a room: segment ends, graces, host transfer, expiry. Harmless when
  // nothing is.
  asio::awaitable<void> settle(RoomId room);
  // Watches deadlines until `stop`. Call once, before serving. Alone on its database, takes up the
  // rooms of the process before, which was last known to live at `last_beat`.
  asio::awaitable<void> start(TimePoint last_beat);
  void stop();
  // Ends the connections of a process that died, in every room, as of its last beat.
  asio::awaitable<void> clear_up(NodeEpoch dead, TimePoint last_beat);
  // Closes every connection that sits in a room: this process was taken for dead.
  void drop_all();

  Chat& chat() { return *chat_; }
  const RoomRules& rules() const { return services_.rules; }
  const Clock& clock() const { return services_.clock; }
  storage::Database& db() const { return services_.db; }
  IdGenerator& ids() const { return services_.ids; }
  realtime::RateLimiter& limits() const { return services_.limits; }
  boards::Boards& boards() const { return services_.boards; }

 private:
  friend class RoomChange;
  // The moment of a change: the database's own time where it is shared, so that a process whose
  // clock is fast ends nothing early.
  TimePoint now(const store::RoomRecord& locked) const;
  void settle(storage::Transaction& tx, RoomId room);
  template <class Act>
  asio::awaitable<Result<void>> moderate(Seat seat, Result<MemberId> whom, Act act);
  // Settles what is due and held by nobody; now and then deletes what is kept no longer.
  asio::awaitable<void> sweep();
  asio::awaitable<void> clean_up();
  void end_connections(storage::Transaction& tx, RoomId room, NodeEpoch dead, TimePoint last_beat);
  // An address may look only so often for rooms that do not exist (R11).
  asio::awaitable<Result<void>> check_guesses(std::string client);
  // Counts a look-up that found nothing; beyond the limit it becomes rate_limited.
  asio::awaitable<Error> count_guess(Error error, std::string client);

  Services services_;
  std::unique_ptr<BoardRights> board_rights_;
  std::unique_ptr<RoomFeed> feed_;
  std::unique_ptr<Deadlines> deadlines_;
  std::unique_ptr<Departures> departures_;
  std::unique_ptr<Chat> chat_;
  TimePoint next_cleanup_{};
};

}  // namespace pomopomo::rooms
