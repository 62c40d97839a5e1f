// Transactions that meet: snapshots, groups, overload, cancelled callers, loops that end.

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <latch>
#include <semaphore>
#include <thread>

#include "storage/database_contract.hpp"

namespace pomopomo::storage {
namespace {

using namespace contract_sql;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DatabaseConcurrency : public DatabaseContract {
 protected:
  // Keeps every thread that writes busy until `release_writers`, so that what is started meanwhile
  // waits in the queue.
  void block_writers() {
    for (std::size_t i = 0; i < home().write_threads(); ++i) {
      blockers_.push_back(start(db().write([this](Transaction&) {
        blocked_.release();
        release_.wait();
      })));
      blocked_.acquire();
    }
  }
  void release_writers() {
    release_.count_down();
    for (auto& blocker : blockers_) blocker.get();
    blockers_.clear();
  }

 private:
  std::counting_semaphore<> blocked_{0};
  std::latch release_{1};
  std::vector<std::future<void>> blockers_;
};
CONTRACT_FOR_EVERY_BACKEND(DatabaseConcurrency);

TEST_P(DatabaseConcurrency, AReaderSeesOneSnapshotAndTheNextReaderTheCommit) {
  std::latch first_look(1);
  std::latch committed(1);
  auto reader = start(db().read([&](Transaction& tx) {
    const auto before = tx.query(kIds).size();
    first_look.count_down();
    committed.wait();
    return std::pair(before, tx.query(kIds).size());
  }));
  first_look.wait();
  insert_item(1);
  EXPECT_THAT(items(), ElementsAre(1));
  committed.count_down();
  EXPECT_EQ(reader.get(), std::pair(std::size_t{0}, std::size_t{0}));
}

TEST_P(DatabaseConcurrency, NobodySeesWhatIsNotCommitted) {
  std::latch written(1);
  std::latch looked(1);
  auto writer = start(db().write([&](Transaction& tx) {
    tx.execute(kInsert, {{"id", 1}});
    written.count_down();
    looked.wait();
  }));
  written.wait();
  EXPECT_THAT(items(), IsEmpty());
  looked.count_down();
  writer.get();
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseConcurrency, ManyWritersLoseNoUpdate) {
  constexpr int kWriters = 16;
  constexpr int kRounds = 25;
  await(db().write([](Transaction& tx) { tx.execute(kPutCounter, {{"id", 1}, {"value", 0}}); }));
  const auto increments = [](Database& db) -> asio::awaitable<void> {
    for (int round = 0; round < kRounds; ++round) {
      co_await db.write([](Transaction& tx) {
        const auto value = tx.query_one(kLockCounter, {{"id", 1}})->integer("value");
        tx.execute(kSetCounter, {{"id", 1}, {"value", value + 1}});
      });
    }
  };
  std::vector<std::future<void>> writers;
  for (int i = 0; i < kWriters; ++i) writers.push_back(start(increments(db())));
  for (auto& writer : writers) writer.get();
  const auto row =
      await(db().read([](Transaction& tx) { return tx.query_one(kGetCounter, {{"id", 1}}); }));
  EXPECT_EQ(row->integer("value"), kWriters * kRounds);
}

TEST_P(DatabaseConcurrency, OneThatFailsInACrowdHarmsNobodyElse) {
  constexpr std::int64_t kCrowd = 60;
  struct Mishap {};
  block_writers();
  std::vector<std::future<void>> crowd;
  for (std::int64_t id = 0; id < kCrowd; ++id) {
    crowd.push_back(start(db().write([id](Transaction& tx) {
      tx.execute(kInsert, {{"id", id}});
      if (id == 20) throw Mishap();
      if (id == 40) tx.execute(kInsert, {{"id", 40}});  // the key is taken
    })));
  }
  release_writers();
  for (std::int64_t id = 0; id < kCrowd; ++id) {
    auto& one = crowd[static_cast<std::size_t>(id)];
    if (id == 20) {
      EXPECT_THROW(one.get(), Mishap);
    } else if (id == 40) {
      EXPECT_THROW(one.get(), StorageError);
    } else {
      EXPECT_NO_THROW(one.get());
    }
  }
  EXPECT_THAT(items(), SizeIs(kCrowd - 2));
}

TEST_P(DatabaseConcurrency, AFullQueueRefusesAtOnceAndKeepsWhatItHas) {
  reopen(steps(), 3);
  block_writers();
  std::vector<std::future<void>> waiting;
  std::size_t refused = 0;
  for (std::int64_t id = 1; id <= 4; ++id) {
    waiting.push_back(
        start(db().write([id](Transaction& tx) { tx.execute(kInsert, {{"id", id}}); })));
  }
  // Whichever of the four came last is refused while the writers still stand.
  const auto is_refused = [](std::future<void>& one) {
    return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  };
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::ranges::none_of(waiting, is_refused) && std::chrono::steady_clock::now() < give_up) {
    std::this_thread::yield();
  }
  release_writers();
  for (auto& one : waiting) {
    try {
      one.get();
    } catch (const Overloaded&) {
      ++refused;
    }
  }
  EXPECT_EQ(refused, 1);
  EXPECT_THAT(items(), SizeIs(3));
}

TEST_P(DatabaseConcurrency, ACancelledCallerResumesOnlyAfterItsTransaction) {
  asio::cancellation_signal cancel;
  std::latch running(1);
  std::latch cancelled(1);
  std::promise<std::string> ended;
  asio::io_context loop(1);
  const auto caller = [](Database& db, std::latch& running,
                         std::latch& cancelled) -> asio::awaitable<std::string> {
    std::string in_the_frame;
    co_await db.write([&](Transaction& tx) {
      running.count_down();
      cancelled.wait();
      in_the_frame = "written";
      tx.execute(kInsert, {{"id", 1}});
    });
    co_return in_the_frame;
  };
  asio::co_spawn(loop, caller(db(), running, cancelled),
                 asio::bind_cancellation_slot(
                     cancel.slot(), [&](std::exception_ptr error, std::string answer) {
                       error ? ended.set_exception(error) : ended.set_value(std::move(answer));
                     }));
  loop.poll();
  running.wait();
  cancel.emit(asio::cancellation_type::terminal);
  loop.poll();
  cancelled.count_down();
  loop.run();
  EXPECT_EQ(ended.get_future().get(), "written");
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseConcurrency, ALoopThatIsDestroyedWaitsForItsTransactions) {
  block_writers();
  auto loop = std::make_unique<asio::io_context>(1);
  bool resumed = false;
  const auto caller = [](Database& db, bool& resumed) -> asio::awaitable<void> {
    const std::int64_t in_the_frame = 1;
    co_await db.write([&](Transaction& tx) { tx.execute(kInsert, {{"id", in_the_frame}}); });
    resumed = true;
  };
  asio::co_spawn(*loop, caller(db(), resumed), [](const std::exception_ptr&) {});
  loop->poll();
  std::jthread end([&] { loop.reset(); });
  release_writers();
  end.join();
  EXPECT_FALSE(resumed);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseConcurrency, CloseFinishesWhatIsQueued) {
  block_writers();
  std::vector<std::future<void>> waiting;
  asio::io_context loop(1);
  for (std::int64_t id = 1; id <= 10; ++id) {
    waiting.push_back(asio::co_spawn(
        loop, db().write([id](Transaction& tx) { tx.execute(kInsert, {{"id", id}}); }),
        asio::use_future));
  }
  loop.poll();
  release_writers();
  db().close();
  loop.run();
  for (auto& one : waiting) EXPECT_NO_THROW(one.get());
  reopen(steps());
  EXPECT_THAT(items(), SizeIs(10));
}

TEST_P(DatabaseConcurrency, TheCallerResumesOnItsOwnLoop) {
  asio::io_context loop(1);
  std::thread::id inside;
  std::thread::id after;
  const auto caller = [](Database& db, std::thread::id& inside,
                         std::thread::id& after) -> asio::awaitable<void> {
    co_await db.write([&](Transaction&) { inside = std::this_thread::get_id(); });
    after = std::this_thread::get_id();
  };
  auto ended = asio::co_spawn(loop, caller(db(), inside, after), asio::use_future);
  loop.run();
  ended.get();
  EXPECT_NE(inside, std::this_thread::get_id());
  EXPECT_EQ(after, std::this_thread::get_id());
}

}  // namespace
}  // namespace pomopomo::storage
