#include "accounts/revocations.hpp"

#include <boost/asio/use_awaitable.hpp>

#include "accounts/sql.hpp"
#include "core/log.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::chrono::hours kKeep{1};

}  // namespace

void Revocations::record(storage::Transaction& tx, Revocation revocation) {
  if (shared_) {
    tx.execute(sql::invalidations::insert, {{"id", ids_.next<Id<struct InvalidationTag>>()},
                                            {"user_id", revocation.user},
                                            {"session_id", revocation.session},
                                            {"reason", revocation.reason},
                                            {"at", clock_.now()}});
  }
  tx.after_commit([this, revocation = std::move(revocation)] {
    if (handler_) handler_(revocation);
  });
}

asio::awaitable<void> Revocations::poll() {
  const auto since = clock_.now() - kLookBack;
  const auto rows = co_await db_.read([since](storage::Transaction& tx) {
    return tx.query(sql::invalidations::list_since, {{"since", since}});
  });
  for (const auto& row : rows) {
    handler_({row.id<UserId>("user_id"), row.id<SessionId>("session_id"), row.text("reason")});
  }
}

asio::awaitable<void> Revocations::poll_forever() {
  asio::steady_timer pause(io_);
  for (;;) {
    pause.expires_after(kPollEvery);
    co_await pause.async_wait(asio::use_awaitable);
    try {
      co_await poll();
    } catch (const storage::StorageError& failure) {
      log::warn("invalidations_unread", {{"error", failure.what()}});
    }
  }
}

void Revocations::start() {
  if (shared_ && handler_) tasks_.spawn(io_.get_executor(), "revocations", poll_forever());
}

asio::awaitable<void> Revocations::clear_up() {
  co_await db_.write([before = clock_.now() - kKeep](storage::Transaction& tx) {
    tx.execute(sql::invalidations::delete_before, {{"before", before}});
  });
}

}  // namespace pomopomo::accounts
