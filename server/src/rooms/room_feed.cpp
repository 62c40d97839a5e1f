#include "rooms/room_feed.hpp"

#include <prometheus/counter.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/log.hpp"
#include "core/metrics.hpp"
#include "rooms/sql.hpp"

namespace pomopomo::rooms {

namespace {

constexpr std::int64_t kPageSize = 1'000;

prometheus::Counter& revisions(const char* from) {
  static auto& family =
      prometheus::BuildCounter()
          .Name("pomopomo_room_revisions_total")
          .Help("Changes of rooms told to sockets here, by who made them: this process or another.")
          .Register(metrics::registry());
  return family.Add({{"from", from}});
}

}  // namespace

RoomFeed::Hold::Hold(std::weak_ptr<RoomFeed*> feed, asio::any_io_executor executor)
    : feed_(std::move(feed)),
      settled_(std::move(executor), asio::steady_timer::time_point::max()) {}

RoomFeed::Hold::~Hold() {
  const auto feed = feed_.lock();
  if (feed && holds_) (*feed)->release_soon(room_);
}

asio::awaitable<bool> RoomFeed::Hold::reached() {
  boost::system::error_code woken;
  if (state_ == State::waiting)
    co_await settled_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  co_return state_ == State::held;
}

void RoomFeed::Hold::settle(RoomId room, State state) {
  room_ = room;
  holds_ = state == State::held;
  asio::post(settled_.get_executor(), [self = shared_from_this(), state] {
    self->state_ = state;
    self->settled_.cancel();
  });
}

RoomFeed::RoomFeed(storage::Database& db, const Clock& clock, realtime::Emitter& emitter,
                   const CurrentNode& node, bool shared, asio::io_context& io)
    : db_(db),
      clock_(clock),
      emitter_(emitter),
      node_(node),
      shared_(shared),
      io_(io),
      pause_(io) {}

RoomFeed::~RoomFeed() {
  stop();
}

std::shared_ptr<RoomFeed::Hold> RoomFeed::make_hold(const asio::any_io_executor& executor) {
  return shared_ ? std::make_shared<Hold>(self_, executor) : nullptr;
}

void RoomFeed::record(storage::Transaction& tx, std::span<const Revision> revisions,
                      TimePoint now) const {
  if (!shared_ || revisions.empty()) return;
  std::vector<RoomId> rooms;
  std::vector<std::int64_t> numbers;
  storage::Texts events;
  for (const auto& revision : revisions) {
    rooms.push_back(revision.room);
    numbers.push_back(revision.number);
    events.push_back(to_text(revision.events));
  }
  const auto node = node_.get();
  tx.execute(sql::room_events::insert_each, {{"rooms", rooms},
                                             {"revisions", numbers},
                                             {"events", events},
                                             {"node", node.number},
                                             {"epoch", node.epoch},
                                             {"made_at", now}});
}

void RoomFeed::committed(Revision revision) {
  if (!shared_) return tell_now(revision);
  const std::lock_guard lock(mutex_);
  auto known = rooms_.find(revision.room);
  if (known == rooms_.end()) {
    // Nobody here listens, unless someone begins to.
    if (!revision.subscribe && revision.hold.expired()) return;
    const auto before = revision.number - (revision.events.empty() ? 0 : 1);
    known = rooms_.try_emplace(revision.room, Room{.told = before}).first;
  }
  auto& room = known->second;
  room.needed_at = clock_.now();
  room.waiting.emplace(revision.number, std::move(revision));
  tell_waiting(room);
  if (!room.waiting.empty()) look_soon();
}

void RoomFeed::tell_now(Revision& revision) {
  static auto& own = revisions("here");
  if (!revision.events.empty()) own.Increment();
  tell_events(revision.room, std::move(revision.events));
  if (revision.subscribe) revision.subscribe();
}

void RoomFeed::tell_events(RoomId room, std::vector<RoomEvent> events) {
  for (const auto& event : events) {
    if (watch_) watch_(room, event);
  }
  tell(emitter_, clock_, room, std::move(events));
}

void RoomFeed::tell_waiting(Room& room) {
  while (!room.waiting.empty()) {
    const auto next = room.waiting.begin();
    const bool is_news = !next->second.events.empty() && next->first > room.told;
    if (next->first > room.told + (is_news ? 1 : 0)) return;
    if (is_news && room.holds > 0) return;
    auto revision = std::move(room.waiting.extract(next).mapped());
    if (is_news) {
      tell_now(revision);
      room.told = revision.number;
    } else if (revision.subscribe) {
      revision.subscribe();
      // Something newer was told before: the newcomer has missed it, and comes anew.
      if (revision.number < room.told) emitter_.drop_room(revision.room);
    }
    if (const auto hold = revision.hold.lock()) {
      const bool current = revision.number == room.told;
      if (current) ++room.holds;
      hold->settle(revision.room, current ? Hold::State::held : Hold::State::passed);
    }
  }
}

// Not at once: whoever lets go last may be in the middle of telling.
void RoomFeed::release_soon(RoomId id) {
  asio::post(io_, [self = std::weak_ptr(self_), id] {
    if (const auto feed = self.lock()) (*feed)->release(id);
  });
}

void RoomFeed::release(RoomId id) {
  {
    const std::lock_guard lock(mutex_);
    auto& room = rooms_.at(id);  // is kept while it is held
    if (--room.holds > 0) return;
    tell_waiting(room);
  }
  look_again_ = true;  // others may have gone on meanwhile
  pause_.cancel();
}

void RoomFeed::take(const Record& record) {
  const auto known = rooms_.find(record.room);
  if (known == rooms_.end()) return;
  auto& room = known->second;
  const bool is_late = clock_.now() - record.made_at > kOwnLate;
  if (record.revision <= room.told || room.holds > 0) return;
  if (record.revision > room.told + 1) {
    // Something in between is not told yet, or is not in the table any more.
    if (!is_late) return;
    log::warn("room_events_missing",
              {{"room", record.room.value}, {"told", room.told}, {"next", record.revision}});
    emitter_.drop_room(record.room);
    room.told = record.revision;
    return;
  }
  if (record.node == node_.get() && !is_late) return;
  static auto& others = revisions("elsewhere");
  others.Increment();
  tell_events(record.room, events_from_text(record.events));
  room.told = record.revision;
  tell_waiting(room);
}

void RoomFeed::drop_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, room] : rooms_) emitter_.drop_room(id);
}

void RoomFeed::look_soon() {
  asio::post(io_, [self = std::weak_ptr(self_)] {
    const auto feed = self.lock();
    if (!feed) return;
    (*feed)->look_again_ = true;
    (*feed)->pause_.cancel();
  });
}

asio::awaitable<void> RoomFeed::poll() {
  std::vector<RoomId> ids;
  std::vector<std::int64_t> told;
  {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    for (auto& [id, room] : rooms_) {
      if (emitter_.has_room(id)) room.needed_at = now;
      tell_waiting(room);
      ids.push_back(id);
      told.push_back(room.told);
    }
    std::erase_if(rooms_, [now](const auto& entry) {
      const Room& room = entry.second;
      return now - room.needed_at > kHold && room.waiting.empty() && room.holds == 0;
    });
  }
  if (ids.empty()) co_return;
  const auto records = co_await db_.read([&](storage::Transaction& tx) {
    std::vector<Record> found;
    for (const auto& row : tx.query(sql::room_events::list_newer,
                                    {{"rooms", ids}, {"told", told}, {"limit", kPageSize}})) {
      found.push_back({row.id<RoomId>("room_id"),
                       row.integer("revision"),
                       {row.integer("node"), row.integer("epoch")},
                       row.time("made_at"),
                       row.text("events")});
    }
    return found;
  });
  const std::lock_guard lock(mutex_);
  for (const auto& record : records) take(record);
}

asio::awaitable<void> RoomFeed::poll_forever() {
  for (;;) {
    look_again_ = false;
    try {
      co_await poll();
    } catch (const storage::StorageError& failure) {
      log::warn("room_events_unread", {{"error", failure.what()}});
    }
    if (look_again_) continue;
    boost::system::error_code woken;
    pause_.expires_after(kPollEvery);
    co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    if ((co_await asio::this_coro::cancellation_state).cancelled() != asio::cancellation_type::none)
      co_return;
  }
}

void RoomFeed::start() {
  if (shared_) tasks_.spawn(io_.get_executor(), "room_feed", poll_forever());
}

void RoomFeed::stop() {
  tasks_.cancel();
}

}  // namespace pomopomo::rooms
