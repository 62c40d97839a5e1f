#pragma once
// For the tests of http/: a listener on a free port with a few services, and a client that speaks
// raw bytes.

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io_threads.hpp"
#include "http/listener.hpp"

namespace pomopomo::http {

// An answer as read from the wire.
struct Answer {
  unsigned status = 0;  // 0: the connection ended instead
  Headers headers;
  std::string body;
};

// A blocking TCP client; every wait ends after 10 s with a failed expectation.
class Client {
 public:
  // `receive_buffer`: bytes, when other than the system's.
  explicit Client(std::uint16_t port, int receive_buffer = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool readable_within(std::chrono::milliseconds time) const;
  void send(std::string_view bytes);
  // Reads one answer; `head_only` for answers to HEAD.
  Answer read(bool head_only = false);
  Answer ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  // Whether the server closes the connection (after unread answers are dropped).
  bool closed();
  // Reads at least `bytes` raw bytes.
  std::string read_raw(std::size_t bytes);
  // Takes one byte if there is any; how many that were.
  std::size_t sip();
  void close();

 private:
  bool fill();

  int fd_;
  std::string in_;
};

// What the services saw, for the test's thread.
class Witness {
 public:
  void set(std::string_view what);
  // Waits until `what` was set `times` times; false after 10 s.
  bool wait(std::string_view what, int times = 1);
  bool has(std::string_view what);
  // Waits for a condition that nobody announces; false after 10 s.
  static bool wait_until(const std::function<bool()>& condition);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> seen_;
};

// Answers by path: /echo, /park (until cancelled), /throw, /big (4 MB), /ws (upgrades).
class TestService final : public Service {
 public:
  explicit TestService(Witness& witness) : witness_(witness) {}
  asio::awaitable<Response> handle(const Request& request) override;
  std::string_view name() const override { return "test"; }
  std::optional<Response> check_upgrade(const Request& request) override;
  void upgrade(tcp::socket socket, Request request, std::string early) override;

  bool saw(std::string_view path) { return witness_.has(path); }

  std::string early_bytes;
  std::vector<std::pair<tcp::socket, ConnectionSlot>>
      upgraded;  // touched on the loops; cleared by the fixture

 private:
  Witness& witness_;
};

class ListenerTest : public testing::Test {
 protected:
  void TearDown() override;
  void start();
  std::uint16_t port() const { return listener_->port(); }

  Limits limits_;
  Policy policy_;
  Witness witness_;
  TestService service_{witness_};
  std::unique_ptr<IoThreads> io_ = std::make_unique<IoThreads>(2);
  std::unique_ptr<Listener> listener_;
};

}  // namespace pomopomo::http
