#pragma once
// Gives the sockets of this process the events of their rooms, each room's in the order of its
// revisions, whichever process made them.
//
// Alone on its database, a process tells what it committed at once: commits come in order
// (docs/adr/0004). Where several share a database, each change that tells something raises the
// room's `revision` and leaves its events in `room_events`, in the same transaction, under the lock
// of the room's row. Every process
//  - tells its own revision at once if it follows the last one it told, else keeps it until the gap
//  is filled;
//  - reads what others made, for the rooms in which it has sockets, in one query every
//  `kPollEvery`, at once on a gap;
//  - leaves its own revisions in the table alone until they are `kOwnLate` old: then their COMMIT's
//  answer was lost.
// So an event can be late, never missing, while a socket stays up. Where the table no longer has
// what is missing, the room's sockets are closed: they come back and read the room anew.
//
// Snapshots: whoever answers with a room's state as of a revision takes a Hold in the transaction
// that reads it. Once everything up to that revision is told the Hold is reached, and nothing newer
// is told until it is gone; so the answer comes after all that it contains and before all that it
// lacks. Thread: `record`, `committed`, `make_hold` and `drop_all` any; the rest on the loop given.

#include <boost/asio/steady_timer.hpp>
#include <map>
#include <mutex>
#include <span>
#include <unordered_map>

#include "core/background_tasks.hpp"
#include "core/node.hpp"
#include "rooms/room_events.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms {

class RoomFeed {
 public:
  static constexpr Millis kPollEvery{250};
  static constexpr Millis kOwnLate{10'000};
  static constexpr Millis kHold{60'000};   // a room without sockets is followed on so long
  static constexpr Millis kKeep{300'000};  // events stay in the table so long

  class Hold;
  // A revision of a room as it was committed, or, without events, as it was read.
  struct Revision {
    RoomId room;
    std::int64_t number = 0;
    std::vector<RoomEvent> events = {};
    std::function<void()> subscribe = {};  // someone takes part from this revision on
    std::weak_ptr<Hold> hold = {};
  };

  // `shared`: other processes write to the same rooms.
  RoomFeed(storage::Database& db, const Clock& clock, realtime::Emitter& emitter,
           const CurrentNode& node, bool shared, asio::io_context& io);
  ~RoomFeed();
  bool is_shared() const { return shared_; }

  // Called with each event that is told here, before those who follow it are. Set before anything
  // is told; must be quick. Thread: any.
  void on_told(std::function<void(RoomId room, const RoomEvent& event)> watch) {
    watch_ = std::move(watch);
  }

  // For an answer that will be given on `executor`; null when this process is alone.
  std::shared_ptr<Hold> make_hold(const asio::any_io_executor& executor);
  // Leaves the revisions for the other processes. Requires: inside the transaction that made them.
  void record(storage::Transaction& tx, std::span<const Revision> revisions, TimePoint now) const;
  // Tells a revision of this process. Requires: called after its COMMIT.
  void committed(Revision revision);

  // Starts reading what others made, where there are others.
  void start();
  void stop();
  // Closes every socket that sits in a room: they come back and read it anew.
  void drop_all();

 private:
  struct Room {
    std::int64_t told = 0;
    std::multimap<std::int64_t, Revision> waiting = {};  // ours, behind a gap or a hold
    int holds = 0;
    TimePoint needed_at = {};  // when it last had a socket here
  };
  struct Record {
    RoomId room;
    std::int64_t revision;
    NodeEpoch node;
    TimePoint made_at;
    std::string events;
  };

  // Takes its events.
  void tell_now(Revision& revision);
  void tell_events(RoomId room, std::vector<RoomEvent> events);
  void tell_waiting(Room& room);
  // Tells what another process made, if it is its turn.
  void take(const Record& record);
  void release_soon(RoomId room);
  void release(RoomId room);
  void look_soon();
  asio::awaitable<void> poll_forever();
  asio::awaitable<void> poll();

  storage::Database& db_;
  const Clock& clock_;
  realtime::Emitter& emitter_;
  const CurrentNode& node_;
  const bool shared_;
  asio::io_context& io_;
  asio::steady_timer pause_;
  std::function<void(RoomId, const RoomEvent&)> watch_;
  std::mutex mutex_;  // held while telling: that keeps the order
  std::unordered_map<RoomId, Room> rooms_;
  std::shared_ptr<RoomFeed*> self_ =
      std::make_shared<RoomFeed*>(this);  // holds may outlive the feed
  bool look_again_ = false;               // asked for while looking
  BackgroundTasks tasks_;
};

// See the head of this file. Lives until the answer is sent. Thread: the answer's executor.
class RoomFeed::Hold : public std::enable_shared_from_this<Hold> {
 public:
  Hold(std::weak_ptr<RoomFeed*> feed, asio::any_io_executor executor);
  ~Hold();
  // Requires: the transaction has committed. Returns: false when something newer was told already;
  // read again.
  asio::awaitable<bool> reached();

 private:
  friend class RoomFeed;
  enum class State { waiting, held, passed };
  // Thread: any.
  void settle(RoomId room, State state);

  const std::weak_ptr<RoomFeed*> feed_;
  asio::steady_timer settled_;
  State state_ = State::waiting;
  RoomId room_{};
  std::atomic<bool> holds_ = false;
};

}  // namespace pomopomo::rooms
