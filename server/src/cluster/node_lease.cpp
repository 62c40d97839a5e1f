#include "cluster/node_lease.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <numeric>

#include "cluster/sql.hpp"
#include "core/log.hpp"

namespace pomopomo::cluster {

namespace {

constexpr std::int64_t kNumbers = 1024;
constexpr int kTries = 16;  // at each, another process may be faster

}  // namespace

TimePoint NodeLease::time_of(storage::Transaction& tx) {
  return shared_ != nullptr ? ask_time(tx) : clock_.now();
}

TimePoint NodeLease::ask_time(storage::Transaction& tx) {
  const auto asked = DatabaseClock::monotonic();
  const auto now = tx.query_one(sql::nodes::time)->time("now");
  shared_->sample(now, asked, DatabaseClock::monotonic());
  return now;
}

asio::awaitable<TimePoint> NodeLease::take() {
  const auto last_beat = shared_ != nullptr ? co_await lease() : co_await seize();
  const auto node = node_.get();
  ids_.set_node(static_cast<unsigned>(node.number), from_epoch_ms(node.epoch));
  last_beat_.reset();
  log::info("node_leased", {{"number", node.number}, {"epoch", node.epoch}});
  co_return last_beat;
}

asio::awaitable<TimePoint> NodeLease::seize() {
  const auto now = clock_.now();
  node_.set({0, to_epoch_ms(now)});
  co_return co_await db_.write([now](storage::Transaction& tx) {
    const auto before = tx.query_one(sql::nodes::find, {{"number", 0}});
    tx.execute(sql::nodes::seize, {{"number", 0}, {"now", now}});
    return before ? before->time("beat_at") : now;
  });
}

asio::awaitable<TimePoint> NodeLease::lease() {
  std::vector<std::int64_t> numbers(kNumbers);
  std::iota(numbers.begin(), numbers.end(), 0);
  for (int i = 0; i < kTries; ++i) {
    const auto leased =
        co_await db_.write([&, this](storage::Transaction& tx) -> std::optional<NodeEpoch> {
          const auto now = ask_time(tx);
          const auto row = tx.query_one(
              sql::nodes::lease,
              {{"numbers", numbers}, {"now", now}, {"silent_since", now - 2 * kLength}});
          if (!row) return std::nullopt;
          return NodeEpoch{row->integer("number"), row->integer("epoch")};
        });
    if (!leased) continue;
    node_.set(*leased);
    co_return from_epoch_ms(leased->epoch);
  }
  throw storage::StorageError(
      "no node number is free: 1024 processes share this database, or did in the last 20 s");
}

void NodeLease::keep(BackgroundTasks& tasks, const asio::any_io_executor& executor,
                     Handlers handlers) {
  tasks.spawn(executor, "node_heartbeat", beat_forever(handlers));
  if (shared_ != nullptr)
    tasks.spawn(executor, "node_clear_up", clear_up_forever(std::move(handlers)));
}

asio::awaitable<bool> NodeLease::beat() {
  // Remembered once it is committed: a transaction may run twice.
  last_beat_ = co_await db_.write([this, node = node_.get(), last = last_beat_](
                                      storage::Transaction& tx) -> std::optional<Beat> {
    const auto now = time_of(tx);
    const auto matched = tx.execute(sql::nodes::beat,
                                    {{"number", node.number}, {"epoch", node.epoch}, {"now", now}});
    if (matched == 0) return std::nullopt;
    // A process that was paused does not know who else was.
    const bool unbroken = last && now - last->at < kLength / 2;
    const Beat beat{now, unbroken ? last->unbroken_since : now};
    if (shared_ != nullptr && now - beat.unbroken_since >= kLength)
      tx.execute(sql::nodes::fence, {{"silent_since", now - kLength}});
    return beat;
  });
  co_return last_beat_.has_value();
}

asio::awaitable<void> NodeLease::beat_forever(Handlers handlers) {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  bool held = true;
  for (;;) {
    try {
      if (held && !co_await beat()) {
        held = false;
        log::warn("node_lease_lost",
                  {{"number", node_.get().number}, {"epoch", node_.get().epoch}});
        handlers.lost();
      }
      if (!held) {
        co_await take();
        held = true;
      }
    } catch (const storage::StorageError& failure) {
      last_beat_.reset();
      log::warn("heartbeat_failed", {{"error", failure.what()}});
    }
    pause.expires_after(kBeatEvery);
    co_await pause.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> NodeLease::clear_up_forever(Handlers handlers) {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (;;) {
    pause.expires_after(kBeatEvery);
    co_await pause.async_wait(asio::use_awaitable);
    try {
      const auto dead = co_await db_.read(
          [](storage::Transaction& tx) { return tx.query(sql::nodes::list_dead); });
      for (const auto& row : dead) {
        const NodeEpoch node{row.integer("number"), row.integer("epoch")};
        log::warn("node_died", {{"number", node.number}, {"epoch", node.epoch}});
        co_await handlers.clear_up(node, row.time("beat_at"));
        co_await db_.write([node](storage::Transaction& tx) {
          tx.execute(sql::nodes::free, {{"number", node.number}, {"epoch", node.epoch}});
        });
      }
    } catch (const storage::StorageError& failure) {
      log::warn("node_clear_up_failed", {{"error", failure.what()}});
    }
  }
}

asio::awaitable<void> NodeLease::release() {
  if (!co_await beat() || shared_ == nullptr) co_return;
  co_await db_.write([node = node_.get()](storage::Transaction& tx) {
    tx.execute(sql::nodes::free, {{"number", node.number}, {"epoch", node.epoch}});
  });
}

}  // namespace pomopomo::cluster
