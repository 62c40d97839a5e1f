#include "storage/sqlite/writer.hpp"

#include "storage/metrics.hpp"
#include "storage/transaction.hpp"

namespace pomopomo::storage {
namespace {

constexpr Statement kBegin{"storage/sqlite.begin", "BEGIN IMMEDIATE"};
constexpr Statement kSavepoint{"storage/sqlite.savepoint", "SAVEPOINT member"};
constexpr Statement kRollbackTo{"storage/sqlite.rollback_to", "ROLLBACK TO member"};
constexpr Statement kRelease{"storage/sqlite.release", "RELEASE member"};
constexpr Statement kCommit{"storage/sqlite.commit", "COMMIT"};
constexpr Statement kRollback{"storage/sqlite.rollback", "ROLLBACK"};

// How long to wait for another connection that writes: the checkpointer, or a person's tool.
constexpr std::chrono::seconds kPatience{5};

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

}  // namespace

Writer::Writer(const std::filesystem::path& file, Limits limits, Checkpointer& checkpointer,
               DiskHealth& health)
    : connection_(file, Connection::Mode::read_write, kPatience),
      limits_(limits),
      health_(health),
      queue_(limits.queue_bound) {
  // In place of SQLite's own checkpoint inside COMMIT.
  sqlite3_wal_hook(
      connection_.handle(),
      [](void* to, sqlite3*, const char*, int pages) {
        static_cast<Checkpointer*>(to)->log_grew_to(pages);
        return SQLITE_OK;
      },
      &checkpointer);
  thread_ = std::thread([this] { loop(); });
}

void Writer::close() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Writer::loop() {
  while (auto job = queue_.pop()) run_group(std::move(job), true);
}

void Writer::run_group(std::unique_ptr<Job> first, bool grows) {
  Group group;
  try {
    if (health_.failed()) throw StorageError("the disk failed; nothing is written until a restart");
    connection_.execute(kBegin);
  } catch (const StorageError&) {
    // Whoever waits now would wait as long again for the same answer.
    for (auto job = std::move(first); job; job = grows ? queue_.try_pop() : nullptr) {
      group.push_back({.job = std::move(job)});
    }
    return give_up(group, std::current_exception());
  }
  const auto deadline = std::chrono::steady_clock::now() + limits_.max_group_time;
  for (auto job = std::move(first); job;) {
    group.push_back({.job = std::move(job)});
    if (!run_member(group.back())) return retry_without(group, group.size() - 1);
    if (!grows || group.size() >= limits_.max_group) break;
    if (std::chrono::steady_clock::now() < deadline) job = queue_.try_pop();
  }
  commit(group);
}

bool Writer::run_member(Member& member) {
  try {
    connection_.execute(kSavepoint);
    ConnectionTransaction transaction(connection_);
    member.committed = transaction.run(*member.job);
    member.error = transaction.error();
    if (!connection_.in_transaction()) return false;
    if (!member.committed) connection_.execute(kRollbackTo);
    connection_.execute(kRelease);
    if (member.committed) member.effects = transaction.take_effects();
    return true;
  } catch (const StorageError&) {
    member.error = std::current_exception();
    return false;
  }
}

void Writer::commit(Group& group) {
  const auto start = std::chrono::steady_clock::now();
  try {
    connection_.execute(kCommit);
  } catch (const StorageFull&) {
    return group.size() == 1 ? give_up(group, std::current_exception())
                             : retry_without(group, kNobody);
  } catch (const StorageError& error) {
    health_.fail(error.what());
    return give_up(group, std::current_exception());
  }
  observe_commit(group.size(), std::chrono::steady_clock::now() - start);
  for (Member& member : group) {
    run_effects(member.effects);
    complete(member);
  }
}

void Writer::retry_without(Group& group, std::size_t culprit) {
  roll_back();
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (i != culprit) {
      run_group(std::move(group[i].job), false);
      continue;
    }
    group[i].committed = false;
    complete(group[i]);
  }
}

void Writer::give_up(Group& group, const std::exception_ptr& error) {
  roll_back();
  for (Member& member : group) {
    member.committed = false;
    member.error = error;
    complete(member);
  }
}

void Writer::roll_back() {
  const int code = connection_.last_error();
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) health_.fail("a sync failed");
  try {
    if (connection_.in_transaction()) connection_.execute(kRollback);
  } catch (const StorageError& error) {
    health_.fail(error.what());
  }
}

void Writer::complete(Member& member) {
  count_transaction(Kind::write, member.error       ? Ending::failed
                                 : member.committed ? Ending::committed
                                                    : Ending::rolled_back);
  member.job->complete(std::move(member.error));
}

}  // namespace pomopomo::storage
