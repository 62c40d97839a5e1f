#pragma once
// epoll, and the one buffer that everybody reads into. Single-threaded.

#include <chrono>
#include <cstdint>
#include <string>

namespace pomopomo::load {

using Clock = std::chrono::steady_clock;

inline Clock::duration seconds(double count) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
}

class Loop {
 public:
  class Handler {
   public:
    virtual void on_ready(bool readable, bool writable) = 0;

   protected:
    ~Handler() = default;
  };

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Requires: the handler outlives the loop, or at least this descriptor. Closing the descriptor
  // ends it; a report of it that was already on the way may still come.
  void watch(int fd, Handler& handler, bool for_writing);
  void change(int fd, Handler& handler, bool for_writing);

  // Hands out what is ready; waits for it until `until` at most.
  void poll(Clock::time_point until);
  // Hands out whatever becomes ready until then, or until `done()`.
  template <class Done>
  void run_until(Clock::time_point until, Done done) {
    while (!done() && Clock::now() < until) poll(until);
  }
  void run_until(Clock::time_point until) {
    run_until(until, [] { return false; });
  }

  std::string& buffer() { return buffer_; }

 private:
  void control(int operation, int fd, Handler& handler, bool for_writing);

  int epoll_;
  std::string buffer_;
};

}  // namespace pomopomo::load
