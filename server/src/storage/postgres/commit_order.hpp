#pragma once
// Lets what follows a COMMIT happen in the order of COMMITs, though many connections commit at
// once.
//
// A transaction takes its turn when it sends COMMIT. Of two that change the same row the later one
// gets the row only after the earlier one's COMMIT was sent, so turns follow the order in which
// rows really changed. Thread: any.

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace pomopomo::storage::postgres {

class CommitOrder {
 public:
  // A place in the order; given up at destruction unless it was `taken`.
  class Turn {
   public:
    explicit Turn(CommitOrder& order) : order_(&order), number_(order.next_number()) {}
    ~Turn() {
      if (order_) order_->finish(number_, [] {});
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    // The COMMIT happened: runs `then` once all earlier turns have ended, here or on the thread
    // that ends the last of them.
    void take(std::move_only_function<void()> then) {
      std::exchange(order_, nullptr)->finish(number_, std::move(then));
    }

   private:
    CommitOrder* order_;
    std::uint64_t number_;
  };

 private:
  std::uint64_t next_number();
  void finish(std::uint64_t number, std::move_only_function<void()> then);

  std::mutex mutex_;
  std::uint64_t next_ = 0;   // to be given out
  std::uint64_t first_ = 0;  // the earliest that has not ended
  bool running_ = false;     // a thread runs what has ended
  std::map<std::uint64_t, std::move_only_function<void()>> ended_;
};

}  // namespace pomopomo::storage::postgres
