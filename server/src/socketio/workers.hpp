#pragma once
// The coroutines that run handlers on one loop. They are made when many handlers run at once and
// kept, a few, for the next ones: an idle socket owns none, and a handler that does not wait costs
// no trip through the loop. Thread: the loop's.

#include <memory>

#include "core/asio.hpp"
#include "socketio/socket.hpp"

namespace pomopomo::socketio {

// A socket and the first thing to do for it; its backlog follows.
struct Job {
  std::shared_ptr<SocketImpl> socket;
  Work work;
};

class Workers {
 public:
  explicit Workers(asio::io_context& context);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Runs the job at once, up to where its handler first waits.
  void start(Job job);

 private:
  struct Idle;
  static asio::awaitable<void> run(std::shared_ptr<Idle> idle, Job job);

  asio::io_context& context_;
  std::shared_ptr<Idle> idle_;
};

}  // namespace pomopomo::socketio
