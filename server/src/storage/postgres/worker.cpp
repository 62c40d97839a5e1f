#include "storage/postgres/worker.hpp"

#include <algorithm>
#include <random>

#include "core/log.hpp"
#include "storage/metrics.hpp"
#include "storage/postgres/errors.hpp"

namespace pomopomo::storage::postgres {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr int kAttempts = 3;
constexpr std::chrono::nanoseconds kFirstPause = 50ms;
constexpr std::chrono::nanoseconds kLongestPause = 1s;
// Between questions about a transaction that has not ended yet.
constexpr std::chrono::nanoseconds kAskPause = 20ms;

// The id makes it possible to ask what became of the transaction.
constexpr auto kBegin = "BEGIN; SELECT pg_current_xact_id()::text AS id";
constexpr auto kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// A crash may have forgotten that the id was ever given out; then it is not older than a new one.
constexpr Statement kFate{"storage/postgres.fate",
                          "SELECT CASE WHEN CAST(:id AS xid8) >= pg_current_xact_id() "
                          "THEN 'aborted' ELSE pg_xact_status(CAST(:id AS xid8)) END AS fate"};

// Between a half of it and the whole, so that nodes do not come back in step.
std::chrono::nanoseconds with_jitter(std::chrono::nanoseconds pause) {
  thread_local std::minstd_rand random(std::random_device{}());
  return std::chrono::nanoseconds(
      std::uniform_int_distribution(pause.count() / 2, pause.count())(random));
}

void complete(std::unique_ptr<Job> job, Ending ending, std::exception_ptr error) {
  count_transaction(job->kind(), ending);
  job->complete(std::move(error));
}

}  // namespace

Worker::Worker(Shared& shared) : shared_(shared), thread_([this] { loop(); }) {}

void Worker::loop() {
  reconnect();
  while (auto job = shared_.queue.pop()) {
    run(std::move(job));
    if (!connection_) reconnect();
  }
}

void Worker::reconnect() {
  auto pause = kFirstPause;
  auto level = log::Level::warn;
  do {
    try {
      return connect(steady_clock::now() + shared_.connect_patience);
    } catch (const StorageError& error) {
      log::write(level, "database_connect_failed", {{"error", error.what()}});
      shared_.reach.missed();
    }
    level = log::Level::debug;  // the same again and again
    pause = std::min(pause * 2, kLongestPause);
  } while (!shared_.queue.closed_within(with_jitter(pause)));
}

void Worker::connect(Time deadline) {
  connection_.emplace(shared_.url, deadline);
  shared_.reach.gained();
}

void Worker::drop_connection() {
  if (!connection_) return;
  connection_.reset();
  shared_.reach.lost();
}

void Worker::drop_broken_connection() {
  if (connection_ && !connection_->usable()) drop_connection();
}

void Worker::run(std::unique_ptr<Job> job) {
  const auto deadline = job->created() + shared_.deadline;
  std::exception_ptr failure;
  for (int attempt = 1; !failure; ++attempt) {
    try {
      if (!connection_) connect(std::min(deadline, steady_clock::now() + shared_.connect_patience));
      connection_->set_deadline(deadline);
      job->kind() == Kind::read ? read(job) : write(job);
      return drop_broken_connection();
    } catch (const RunAgain& error) {
      log::warn("transaction_interrupted", {{"attempt", attempt}, {"error", error.what()}});
      if (attempt == kAttempts || steady_clock::now() >= deadline)
        failure = std::current_exception();
    } catch (...) {
      // Not swallowed: the caller's coroutine throws it on.
      failure = std::current_exception();
    }
    drop_broken_connection();
  }
  // Outside the handler: from here on the exception is the caller's alone.
  complete(std::move(job), Ending::failed, std::move(failure));
}

void Worker::read(std::unique_ptr<Job>& job) {
  connection_->run_script(kBeginRead, "BEGIN");
  PostgresTransaction transaction(*connection_);
  const bool succeeded = transaction.run(*job);
  const auto error = transaction.error();
  roll_back();
  if (error) std::rethrow_exception(error);
  auto effects = transaction.take_effects();
  if (succeeded) run_effects(effects);
  complete(std::move(job), succeeded ? Ending::committed : Ending::rolled_back, nullptr);
}

void Worker::write(std::unique_ptr<Job>& job) {
  const auto id = connection_->run_script(kBegin, "BEGIN").at(0).text("id");
  PostgresTransaction transaction(*connection_);
  if (transaction.run(*job)) return commit(job, transaction, id);
  const auto error = transaction.error();
  roll_back();
  if (error) std::rethrow_exception(error);
  complete(std::move(job), Ending::rolled_back, nullptr);
}

void Worker::commit(std::unique_ptr<Job>& job, PostgresTransaction& transaction,
                    const std::string& id) {
  const auto deadline = job->created() + shared_.deadline;
  const auto start = steady_clock::now();
  CommitOrder::Turn turn(shared_.order);
  try {
    // The other half is for finding out, should no answer come.
    connection_->set_deadline(start + (deadline - start) / 2);
    connection_->run_script("COMMIT", "COMMIT");
  } catch (const ConnectionLost& error) {
    log::warn("commit_unanswered", {{"error", error.what()}});
    const std::string incarnation = connection_->incarnation();
    drop_connection();
    const auto fate = find_out(id, incarnation, deadline);
    if (fate == Fate::unknown)
      throw CommitUnknown("no answer to COMMIT: whether it is done is unknown");
    if (fate == Fate::aborted) throw;
  }
  observe_commit(1, steady_clock::now() - start);
  turn.take([effects = transaction.take_effects(), job = std::move(job)]() mutable {
    run_effects(effects);
    complete(std::move(job), Ending::committed, nullptr);
  });
}

void Worker::roll_back() {
  try {
    if (connection_->usable()) connection_->run_script("ROLLBACK", "ROLLBACK");
  } catch (const StorageError&) {
    // Without its connection the server rolls it back as well.
    drop_connection();
  }
}

Worker::Fate Worker::find_out(const std::string& id, const std::string& incarnation,
                              Time deadline) {
  while (steady_clock::now() < deadline) {
    try {
      if (!connection_) connect(deadline);
      connection_->set_deadline(deadline);
      const auto fate = connection_->query(kFate, {{"id", id}}).at(0).optional_text("fate");
      if (fate == "aborted") return Fate::aborted;
      // After a crash another transaction may bear this id.
      const bool same_server = connection_->incarnation() == incarnation;
      if (fate == "committed") return same_server ? Fate::committed : Fate::unknown;
    } catch (const ConnectionLost&) {
      drop_connection();
    }
    std::this_thread::sleep_for(kAskPause);
  }
  return Fate::unknown;
}

}  // namespace pomopomo::storage::postgres
