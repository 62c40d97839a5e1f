#pragma once
// Shared drawings: merged in memory, told at once, written to SQL within a second.
//
// Who may do what is not known here: the feature that gives somebody a board is asked at each event
// (`Door`). A board needs not be made; nothing is a board without elements.
//
// The one exception to "acknowledged after COMMIT": an update is acknowledged once it is merged in
// memory. A crash loses at most two seconds of drawing; a stop loses none.
//
// Completeness: who opens a board and then reads its scene has, with the events that follow, all of
// it. Where several processes share a database, opening therefore first writes what is not in SQL
// yet, and reading first reads what others wrote. Thread: any.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "boards/board_files.hpp"  // IWYU pragma: export
#include "core/asio.hpp"
#include "core/background_tasks.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "realtime/emitter.hpp"
#include "realtime/rate_limiter.hpp"
#include "storage/database.hpp"

namespace pomopomo::boards {

class OpenBoard;
struct Element;
struct Update;

class Boards {
 public:
  static constexpr Millis kFlushEvery{500};
  static constexpr Millis kLookEvery{300};                      // for what other processes wrote
  static constexpr std::chrono::seconds kStayOpen{30};          // in memory, after the last use
  static constexpr std::chrono::hours kKeepDeleted{24};         // tombstones
  static constexpr std::size_t kMaxMemory = 512 * 1024 * 1024;  // of all boards, in bytes
  // More than this is not sent as an event: people are told to read the scene again.
  static constexpr std::size_t kMaxEvent = 256 * 1024;

  struct Services {
    storage::Database& db;
    const Clock& clock;
    realtime::Emitter& emitter;
    bool shared = false;  // other processes write to the same boards
  };
  Boards(Services services, asio::io_context& timers);
  ~Boards();

  // For a socket that has just subscribed. Returns: the sequence.
  // Errors, here and below: unavailable/too_many_boards.
  asio::awaitable<Result<std::int64_t>> open(BoardId board);
  // Emits: board:updated to the others. Errors: invalid, full/board_full.
  asio::awaitable<Result<std::int64_t>> update(BoardId board, Update update,
                                               socketio::SocketPtr from);
  // Deletes all that is drawn. Emits: board:updated.
  asio::awaitable<Result<std::int64_t>> clear(BoardId board);
  // Takes the last `clear` of this process back, within a minute, but for what was changed since.
  // Errors: conflict/nothing_to_restore, full/board_full.
  asio::awaitable<Result<std::int64_t>> restore(BoardId board);
  // Everything on the board, as the JSON of {boardId, sequence, elements}.
  asio::awaitable<Result<std::string>> scene(BoardId board);
  // Of a board that is in memory here; else 0.
  std::int64_t sequence(BoardId board) const;

  // Deletes the board some time after then; `keep` takes it back. Inside a transaction.
  static void retire(storage::Transaction& tx, BoardId board, TimePoint after);
  static void keep(storage::Transaction& tx, BoardId board);

  // Writes, reads and cleans up until `stop`. Call once, before serving.
  void start();
  void stop();
  // Writes everything that is not in SQL yet. Errors: StorageError, when it cannot be.
  asio::awaitable<void> flush();

  const Clock& clock() const { return services_.clock; }
  realtime::Emitter& emitter() const { return services_.emitter; }

 private:
  using BoardPtr = std::shared_ptr<OpenBoard>;
  using Open = std::vector<std::pair<BoardId, BoardPtr>>;

  asio::awaitable<Result<BoardPtr>> find(BoardId board);
  Open all_open() const;
  // Writes what is not in SQL yet of these.
  asio::awaitable<void> flush(const Open& boards);
  // Reads what other processes wrote to these, and tells it.
  asio::awaitable<void> look(const Open& boards);
  asio::awaitable<void> flush_forever();
  asio::awaitable<void> look_forever();
  asio::awaitable<void> clean_up();
  // Lets go of boards that nobody uses.
  void let_go();
  void tell(BoardId board, std::int64_t sequence,
            const std::vector<std::shared_ptr<const Element>>& changes);

  Services services_;
  asio::io_context& timers_;
  mutable std::mutex mutex_;
  std::unordered_map<BoardId, BoardPtr> open_;
  std::atomic<std::size_t> memory_ = 0;  // of all boards, as last counted
  TimePoint next_cleanup_{};
  BackgroundTasks tasks_;
};

// What somebody wants with a board.
enum class Purpose { watch, draw, clear };

// Somebody who was let in.
struct Visitor {
  PersonId person;     // whose limits count
  std::string member;  // what others know them by
};

// Decides, at each event, who may do what with which board.
class Door {
 public:
  virtual ~Door() = default;
  // Requires: for `watch` nothing is awaited, so that nothing comes between it and the
  // subscription. Errors: not_found (no such board for them), forbidden.
  virtual asio::awaitable<Result<Visitor>> admit(socketio::SocketPtr socket, BoardId board,
                                                 Purpose purpose) = 0;
};

// The board:* events. Requires: everything given outlives the namespace's sockets.
void bind_board_events(socketio::Namespace& sockets, Boards& boards, Door& door,
                       realtime::RateLimiter& limits);

}  // namespace pomopomo::boards
