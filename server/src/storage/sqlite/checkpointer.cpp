#include "storage/sqlite/checkpointer.hpp"

#include <fmt/format.h>

#include "core/log.hpp"

namespace pomopomo::storage {
namespace {

// How long a restarting checkpoint may hold the writer while it waits for readers.
constexpr std::chrono::milliseconds kPatience{50};

}  // namespace

Checkpointer::Checkpointer(const std::filesystem::path& file, DiskHealth& health)
    : connection_(file, Connection::Mode::read_write, kPatience),
      health_(health),
      thread_([this] { loop(); }) {}

void Checkpointer::log_grew_to(int pages) {
  std::lock_guard lock(mutex_);
  if (pages < pages_) moved_ = 0;  // the log began anew
  pages_ = pages;
  if (pages_ - moved_ >= kPassivePages) changed_.notify_one();
}

void Checkpointer::close() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Checkpointer::loop() {
  while (true) {
    bool long_log = false;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || pages_ - moved_ >= kPassivePages; });
      if (closing_) break;
      long_log = pages_ >= kRestartPages;
    }
    checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    if (long_log) checkpoint(SQLITE_CHECKPOINT_RESTART);
  }
  checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void Checkpointer::checkpoint(int mode) {
  if (health_.failed()) return;
  int pages = 0;
  int moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(connection_.handle(), "main", mode, &pages, &moved);
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) {
    std::lock_guard lock(mutex_);
    // A reader on an old snapshot holds pages back; count them as moved, so that only further
    // growth wakes this thread.
    moved_ = pages;
    return;
  }
  const auto why =
      fmt::format("checkpoint: {} (SQLite {})", sqlite3_errmsg(connection_.handle()), code);
  // Without space the log stays as it is and whole; any other failure may have lost what was to be
  // synced.
  if (code == SQLITE_FULL) {
    log::warn("checkpoint_postponed", {{"why", why}});
    std::lock_guard lock(mutex_);
    moved_ = pages_;
    return;
  }
  health_.fail(why);
}

}  // namespace pomopomo::storage
