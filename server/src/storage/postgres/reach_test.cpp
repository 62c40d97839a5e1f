#include "storage/postgres/reach.hpp"

#include <gmock/gmock.h>

#include <memory>

#include "storage/testing.hpp"

namespace pomopomo::storage::postgres {
namespace {

class ReachTest : public testing::Test {
 protected:
  asio::awaitable<void> job() {
    return run_job(
        Kind::read, [](Transaction&) { return Outcome::commit; },
        [this](std::unique_ptr<Job> job) { queue_.push(std::move(job)); });
  }
  // Whether what comes now waits for a thread; else it was refused at once.
  bool is_taken() {
    asio::io_context loop(1);
    auto ended = asio::co_spawn(loop, job(), asio::use_future);
    loop.poll();
    auto waiting = queue_.try_pop();
    if (waiting) waiting->complete(nullptr);
    const bool taken = waiting != nullptr;
    waiting.reset();
    loop.run();
    if (taken) {
      ended.get();
    } else {
      EXPECT_THROW(ended.get(), StorageError);
    }
    return taken;
  }

  JobQueue queue_{10};
  Reach reach_{queue_};
};

TEST_F(ReachTest, TakesTransactionsWhileAnyThreadHasAConnection) {
  reach_.gained();
  reach_.gained();
  reach_.lost();
  EXPECT_TRUE(is_taken());
  reach_.lost();
  EXPECT_FALSE(is_taken());
  reach_.gained();
  EXPECT_TRUE(is_taken());
}

// Found as transactions that waited for ever when the server went away right after the start.
TEST_F(ReachTest, RefusesThemAlsoWhenThereNeverWasAConnection) {
  EXPECT_TRUE(is_taken());  // the threads have only just begun to connect
  reach_.missed();
  EXPECT_FALSE(is_taken());
  reach_.gained();
  reach_.missed();
  EXPECT_TRUE(is_taken());
}

TEST_F(ReachTest, RefusesWhatAlreadyWaits) {
  asio::io_context loop(1);
  auto ended = asio::co_spawn(loop, job(), asio::use_future);
  loop.poll();
  reach_.missed();
  loop.run();
  EXPECT_THROW(ended.get(), StorageError);
}

}  // namespace
}  // namespace pomopomo::storage::postgres
