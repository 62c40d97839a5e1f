#include "boards/boards.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "boards/boards_wire.hpp"
#include "boards/open_board.hpp"
#include "core/log.hpp"

namespace pomopomo::boards {

namespace {

// Of one transaction: the writer has other things to do, too.
constexpr std::size_t kFlushElements = 256;
constexpr std::size_t kFlushBytes = 512 * 1024;
constexpr std::int64_t kCleanUpRows = 500;
constexpr std::chrono::minutes kCleanUpEvery{1};

}  // namespace

Boards::Boards(Services services, asio::io_context& timers)
    : services_(services), timers_(timers) {}

Boards::~Boards() {
  stop();
}

asio::awaitable<Result<Boards::BoardPtr>> Boards::find(BoardId id) {
  const auto now = services_.clock.now();
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = open_.find(id); known != open_.end()) {
      known->second->use(now);
      co_return known->second;
    }
  }
  if (memory_ > kMaxMemory) {
    co_return fail(ErrorCode::unavailable, "too_many_boards",
                   "Too much is being drawn on this server. Try again in a moment.");
  }
  const auto stored =
      co_await services_.db.read([id, since = now - kKeepDeleted](storage::Transaction& tx) {
        return store::load(tx, id, since);
      });
  const std::lock_guard lock(mutex_);
  auto& board = open_[id];  // somebody else may have been quicker
  if (!board) board = std::make_shared<OpenBoard>(stored);
  board->use(now);
  co_return board;
}

asio::awaitable<Result<std::int64_t>> Boards::open(BoardId id) {
  const auto board = co_await find(id);
  if (!board) co_return std::unexpected(board.error());
  if (services_.shared) {
    const Open one{{id, *board}};
    co_await flush(one);
  }
  co_return (*board)->sequence();
}

asio::awaitable<Result<std::int64_t>> Boards::update(BoardId id, Update update,
                                                     socketio::SocketPtr from) {
  const auto board = co_await find(id);
  if (!board) co_return std::unexpected(board.error());
  const auto merged = (*board)->draw(update.elements, services_.clock.now());
  if (!merged) co_return std::unexpected(merged.error());
  if (!merged->taken.empty()) {
    json::array elements;
    for (const auto place : merged->taken) elements.push_back(std::move(update.as_sent[place]));
    services_.emitter.to_board(id, "board:updated",
                               json::object{{"boardId", id.str()},
                                            {"sequence", merged->sequence},
                                            {"elements", std::move(elements)}},
                               std::move(from));
  }
  co_return merged->sequence;
}

asio::awaitable<Result<std::int64_t>> Boards::clear(BoardId id) {
  const auto board = co_await find(id);
  if (!board) co_return std::unexpected(board.error());
  const auto [sequence, gone] = (*board)->clear(services_.clock.now());
  tell(id, sequence, gone);
  co_return sequence;
}

asio::awaitable<Result<std::int64_t>> Boards::restore(BoardId id) {
  const auto board = co_await find(id);
  if (!board) co_return std::unexpected(board.error());
  const auto restored = (*board)->restore(services_.clock.now());
  if (!restored) co_return std::unexpected(restored.error());
  tell(id, restored->first, restored->second);
  co_return restored->first;
}

asio::awaitable<Result<std::string>> Boards::scene(BoardId id) {
  const auto board = co_await find(id);
  if (!board) co_return std::unexpected(board.error());
  if (services_.shared) {
    const Open one{{id, *board}};
    co_await look(one);
  }
  const auto [sequence, elements] = (*board)->all();
  co_return write_scene(id, sequence, elements);
}

std::int64_t Boards::sequence(BoardId id) const {
  const std::lock_guard lock(mutex_);
  const auto known = open_.find(id);
  return known == open_.end() ? 0 : known->second->sequence();
}

void Boards::retire(storage::Transaction& tx, BoardId board, TimePoint after) {
  store::retire(tx, board, after);
}

void Boards::keep(storage::Transaction& tx, BoardId board) {
  store::keep(tx, board);
}

void Boards::tell(BoardId id, std::int64_t sequence, const Elements& changes) {
  if (changes.empty()) return;
  json::object change{{"boardId", id.str()}, {"sequence", sequence}};
  std::size_t bytes = 0;
  for (const auto& element : changes) bytes += element->size();
  json::array elements;
  if (bytes > kMaxEvent) {
    change["reload"] = true;
  } else {
    for (const auto& element : changes) elements.push_back(to_json(*element));
  }
  change["elements"] = std::move(elements);
  services_.emitter.to_board(id, "board:updated", std::move(change));
}

Boards::Open Boards::all_open() const {
  const std::lock_guard lock(mutex_);
  return {open_.begin(), open_.end()};
}

asio::awaitable<void> Boards::flush(const Open& boards) {
  // Each transaction takes of as many boards as it has room for; a large board takes several.
  for (std::size_t next = 0; next < boards.size();) {
    std::vector<store::Part> parts;
    std::vector<std::size_t> owners;
    std::size_t count = 0;
    std::size_t bytes = 0;
    for (; next < boards.size() && count < kFlushElements && bytes < kFlushBytes; ++next) {
      const auto& [id, board] = boards[next];
      auto elements = board->unflushed(kFlushElements - count, kFlushBytes - bytes);
      if (elements.empty()) continue;
      count += elements.size();
      for (const auto& element : elements) bytes += element->size();
      parts.push_back({id, std::move(elements)});
      owners.push_back(next);
    }
    if (parts.empty()) co_return;
    const auto revs = co_await services_.db.write(
        [&parts](storage::Transaction& tx) { return store::save(tx, parts); });
    for (std::size_t i = 0; i < parts.size(); ++i)
      boards[owners[i]].second->flushed(parts[i].elements, revs[i]);
    const bool is_cut = count >= kFlushElements || bytes >= kFlushBytes;
    if (is_cut) next = owners.back();
  }
}

asio::awaitable<void> Boards::flush() {
  co_await flush(all_open());
}

asio::awaitable<void> Boards::look(const Open& boards) {
  std::vector<store::Known> known;
  std::unordered_map<BoardId, OpenBoard*> by_id;
  for (const auto& [id, board] : boards) {
    known.push_back({id, board->rev()});
    by_id.emplace(id, board.get());
  }
  for (bool more = !known.empty(); more;) {
    const auto newer = co_await services_.db.read(
        [&known](storage::Transaction& tx) { return store::list_newer(tx, known); });
    more = !newer.empty();
    for (const auto& [id, stored] : newer) {
      const auto [sequence, news] = by_id.at(id)->take(stored);
      tell(id, sequence, news);
    }
    for (auto& [id, rev] : known) rev = by_id.at(id)->rev();
  }
}

void Boards::let_go() {
  const auto now = services_.clock.now();
  const std::lock_guard lock(mutex_);
  std::size_t memory = 0;
  std::erase_if(open_, [&](const auto& entry) {
    const auto& [id, board] = entry;
    memory += board->bytes();
    // Nobody else holds it, and nobody can get it while the map is locked.
    return board.use_count() == 1 && now - board->used_at(now) > kStayOpen && board->is_flushed() &&
           !services_.emitter.has_board(id);
  });
  memory_ = memory;
}

asio::awaitable<void> Boards::clean_up() {
  const auto now = services_.clock.now();
  if (now < next_cleanup_) co_return;
  next_cleanup_ = now + kCleanUpEvery;
  const auto before = now - kKeepDeleted;
  for (const auto& [id, board] : all_open()) board->forget_deleted(before);
  std::int64_t deleted = 0;
  do {
    deleted = co_await services_.db.write([now, before](storage::Transaction& tx) {
      return store::clean_up(tx, now, before, kCleanUpRows);
    });
  } while (deleted > 0);
}

asio::awaitable<void> Boards::flush_forever() {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (;;) {
    pause.expires_after(kFlushEvery);
    co_await pause.async_wait(asio::use_awaitable);
    try {
      co_await flush();
      let_go();
      co_await clean_up();
    } catch (const storage::StorageError& failure) {
      // Everything stays in memory, to be written with the next try.
      log::warn("boards_unwritten", {{"error", failure.what()}});
    }
  }
}

asio::awaitable<void> Boards::look_forever() {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (;;) {
    pause.expires_after(kLookEvery);
    co_await pause.async_wait(asio::use_awaitable);
    try {
      co_await look(all_open());
    } catch (const storage::StorageError& failure) {
      log::warn("boards_unread", {{"error", failure.what()}});
    }
  }
}

void Boards::start() {
  tasks_.spawn(timers_.get_executor(), "boards_flush", flush_forever());
  if (services_.shared) tasks_.spawn(timers_.get_executor(), "boards_look", look_forever());
}

void Boards::stop() {
  tasks_.cancel();
}

}  // namespace pomopomo::boards
