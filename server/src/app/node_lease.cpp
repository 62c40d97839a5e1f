#include "app/node_lease.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "app/sql.hpp"
#include "core/log.hpp"

namespace pomopomo::app {

asio::awaitable<TimePoint> NodeLease::take(std::int64_t number) {
  const auto now = clock_.now();
  node_ = {number, to_epoch_ms(now)};
  co_return co_await db_.write([node = node_, now](storage::Transaction& tx) {
    const auto before = tx.query_one(sql::nodes::find, {{"number", node.number}});
    tx.execute(sql::nodes::lease, {{"number", node.number}, {"epoch", node.epoch}, {"now", now}});
    return before ? before->time("beat_at") : now;
  });
}

void NodeLease::keep(BackgroundTasks& tasks, asio::any_io_executor executor) {
  tasks.spawn(executor, "node_heartbeat", beat_forever());
}

asio::awaitable<void> NodeLease::beat() {
  co_await db_.write([node = node_, now = clock_.now()](storage::Transaction& tx) {
    tx.execute(sql::nodes::beat, {{"number", node.number}, {"epoch", node.epoch}, {"now", now}});
  });
}

asio::awaitable<void> NodeLease::beat_forever() {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (;;) {
    try {
      co_await beat();
    } catch (const storage::StorageError& failure) {
      log::warn("heartbeat_failed", {{"error", failure.what()}});
    }
    pause.expires_after(kBeatEvery);
    co_await pause.async_wait(asio::use_awaitable);
  }
}

}  // namespace pomopomo::app
