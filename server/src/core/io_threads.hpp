#pragma once
// The event loops: one io_context per core, each run by one thread.
//
// A connection lives on one loop for its whole life, so its state needs no lock. Nothing that runs
// here may block: storage has threads of its own.

#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include "core/asio.hpp"

namespace pomopomo {

class IoThreads {
 public:
  // Requires: count >= 1.
  explicit IoThreads(std::size_t count);
  ~IoThreads();
  IoThreads(const IoThreads&) = delete;
  IoThreads& operator=(const IoThreads&) = delete;

  std::size_t size() const { return contexts_.size(); }
  asio::io_context& context(std::size_t index) { return *contexts_[index]; }
  // Index of the loop that runs the calling thread; npos outside.
  static std::size_t current();
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  // Starts the threads; they run until `stop`.
  void start();
  // Between `start` and `stop`. Thread: the one that starts and stops.
  bool running() const { return !threads_.empty(); }
  // Ends the loops and joins the threads. What is still queued is destroyed unrun.
  void stop();

 private:
  std::vector<std::unique_ptr<asio::io_context>> contexts_;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> work_;
  std::vector<std::jthread> threads_;
};

}  // namespace pomopomo
