// Many operations in one transaction.

#include "storage/combiner.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <latch>
#include <semaphore>

#include "storage/database_contract.hpp"

namespace pomopomo::storage {
namespace {

using namespace contract_sql;

using testing::ElementsAre;

using testing::SizeIs;

constexpr Statement kInsertMany{"contract/items.insert_many",
                                "INSERT INTO items (id) SELECT value FROM json_each(:ids)",
                                "INSERT INTO items (id) SELECT unnest(CAST(:ids AS bigint[]))"};

class DatabaseCombiner : public DatabaseContract {
 protected:
  using Insert = Combiner<std::int64_t, std::int64_t>;

  // Answers each id with its double.
  Insert combiner(Insert::Limits limits = {}) {
    return Insert(
        db(),
        [this](Transaction& tx, std::span<const std::int64_t> ids) {
          batches_.push_back(ids.size());
          if (batches_.size() == 1) {
            first_runs_.release();
            held_.wait();
          }
          const Integers list(ids.begin(), ids.end());
          tx.execute(kInsertMany, {{"ids", list}});
          std::vector<std::int64_t> answers;
          for (const auto id : ids) answers.push_back(id * 2);
          return answers;
        },
        limits);
  }
  // Starts the operations 0 to `count` - 1: the first runs alone and is held until all others have
  // been handed over.
  std::vector<std::future<std::int64_t>> start_all(Insert& insert, std::int64_t count) {
    asio::io_context loop(1);
    std::vector<std::future<std::int64_t>> all;
    for (std::int64_t id = 0; id < count; ++id) {
      all.push_back(asio::co_spawn(loop, insert(id), asio::use_future));
      if (id > 0) continue;
      await_first(loop, all.front());
    }
    loop.poll();
    held_.count_down();
    loop.run();
    return all;
  }

  // Returns when the first batch runs, or has failed before it could.
  void await_first(asio::io_context& loop, const std::future<std::int64_t>& answer) {
    while (!first_runs_.try_acquire_for(std::chrono::milliseconds(1)) &&
           answer.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      loop.poll();
    }
  }

  std::vector<std::size_t> batches_;  // sizes, as they ran
  std::binary_semaphore first_runs_{0};
  std::latch held_{1};
};
CONTRACT_FOR_EVERY_BACKEND(DatabaseCombiner);

TEST_P(DatabaseCombiner, RunsTogetherWhatArrivesMeanwhile) {
  auto insert = combiner();
  auto answers = start_all(insert, 21);
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i].get(), 2 * i);
  EXPECT_THAT(batches_, ElementsAre(1, 20));
  EXPECT_THAT(items(), SizeIs(21));
}

TEST_P(DatabaseCombiner, KeepsBatchesBelowTheirLimit) {
  auto insert = combiner({.batch = 8});
  for (auto& answer : start_all(insert, 30)) answer.get();
  EXPECT_THAT(batches_, ElementsAre(1, 8, 8, 8, 5));
}

TEST_P(DatabaseCombiner, FailsAloneWhatCannotBeDone) {
  insert_item(5);
  auto insert = combiner();
  auto answers = start_all(insert, 10);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (i == 5) {
      EXPECT_THROW(answers[i].get(), StorageError);
    } else {
      EXPECT_EQ(answers[i].get(), 2 * i);
    }
  }
  EXPECT_THAT(items(), SizeIs(10));
}

TEST_P(DatabaseCombiner, RefusesWhenTooManyWait) {
  auto insert = combiner({.waiting = 3});
  auto answers = start_all(insert, 5);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(answers[i].get(), 2 * i);
  EXPECT_THROW(answers[4].get(), Overloaded);
}

TEST_P(DatabaseCombiner, AnswersAfterCommit) {
  auto insert = combiner();
  held_.count_down();
  const auto caller = [](Insert& insert, Database& db) -> asio::awaitable<std::size_t> {
    co_await insert(1);
    co_return co_await db.read([](Transaction& tx) { return tx.query(kIds).size(); });
  };
  EXPECT_EQ(await(caller(insert, db())), 1);
}

TEST_P(DatabaseCombiner, FinishesWhatRunsWhenItEnds) {
  asio::io_context loop(1);
  std::future<std::int64_t> answer;
  {
    auto insert = combiner();
    answer = asio::co_spawn(loop, insert(1), asio::use_future);
    await_first(loop, answer);
    held_.count_down();
  }
  EXPECT_THAT(items(), ElementsAre(1));
  loop.run();
  EXPECT_EQ(answer.get(), 2);
}

}  // namespace
}  // namespace pomopomo::storage
