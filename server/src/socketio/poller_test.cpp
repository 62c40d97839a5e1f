#include "socketio/poller.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <functional>

#include "core/file_descriptor.hpp"

namespace pomopomo::socketio {
namespace {

using boost::intrusive_ptr;

// One end of a connection that is watched, the other in the test's hand.
class End final : public Poller::Watcher {
 public:
  explicit End(int& alive) : alive_(alive) {
    std::array<int, 2> pair{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
    here = FileDescriptor(pair[0]);
    there = FileDescriptor(pair[1]);
    ++alive_;
  }
  ~End() override { --alive_; }

  void send() const { EXPECT_EQ(::write(there.get(), "x", 1), 1); }
  void receive() const {
    char byte = 0;
    EXPECT_EQ(::read(here.get(), &byte, 1), 1);
  }

  FileDescriptor here;
  FileDescriptor there;
  std::function<void(std::uint32_t)> ready;

 private:
  void on_ready(std::uint32_t events) override { ready(events); }

  int& alive_;
};

class PollerTest : public testing::Test {
 protected:
  intrusive_ptr<End> watched() {
    intrusive_ptr<End> end(new End(alive));
    EXPECT_TRUE(poller.watch(*end, end->here.get()));
    return end;
  }

  int alive = 0;
  asio::io_context context;
  Poller poller{context};
};

TEST_F(PollerTest, TellsOfInputUntilItIsRead) {
  const auto end = watched();
  int told = 0;
  end->ready = [&](std::uint32_t events) {
    EXPECT_EQ(events, EPOLLIN);
    if (++told == 2) end->receive();
  };
  end->send();
  context.run_one();
  context.run_one();
  EXPECT_EQ(told, 2);
  context.poll();
  EXPECT_EQ(told, 2);
}

TEST_F(PollerTest, TellsWhatIsWanted) {
  const auto end = watched();
  std::uint32_t told = 0;
  end->ready = [&](std::uint32_t events) { told = events; };
  end->send();
  poller.want_input(*end, false);
  poller.want_output(*end, true);
  context.run_one();
  EXPECT_EQ(told, EPOLLOUT);
  poller.want_input(*end, true);
  poller.want_output(*end, false);
  context.run_one();
  EXPECT_EQ(told, EPOLLIN);
}

TEST_F(PollerTest, DoesNotTellWhoWasForgottenInTheSameTurn) {
  std::array<intrusive_ptr<End>, 2> ends{watched(), watched()};
  int told = 0;
  for (auto& end : ends) {
    end->send();
    end->ready = [&](std::uint32_t) {
      ++told;
      for (auto& other : ends) {
        poller.forget(*other);
        other.reset();
      }
    };
  }
  context.run_one();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(alive, 0);
}

TEST_F(PollerTest, KeepsWhatItWatches) {
  auto end = watched();
  bool told = false;
  auto& there = *end;
  end->ready = [&](std::uint32_t) {
    told = true;
    poller.forget(there);
  };
  end->send();
  end.reset();
  EXPECT_EQ(alive, 1);
  context.run_one();
  EXPECT_TRUE(told);
  EXPECT_EQ(alive, 0);
}

TEST(Poller, ForgetsAllWhenItGoes) {
  asio::io_context context;
  int alive = 0;
  {
    Poller poller(context);
    const intrusive_ptr<End> end(new End(alive));
    poller.watch(*end, end->here.get());
  }
  EXPECT_EQ(alive, 0);
  context.poll();
}

}  // namespace
}  // namespace pomopomo::socketio
