#pragma once
// Which of the processes that share a database this one is.

#include <atomic>
#include <cstdint>

namespace pomopomo {

// A node's number (0 to 1023) and the start of its lease in epoch milliseconds. A number may be
// held again later, the pair never.
struct NodeEpoch {
  std::int64_t number = 0;
  std::int64_t epoch = 0;
  friend bool operator==(const NodeEpoch&, const NodeEpoch&) = default;
};

// The pair that this process holds now; it changes when a lease was lost. Thread: any.
class CurrentNode {
 public:
  explicit CurrentNode(NodeEpoch node = {}) { set(node); }
  void set(NodeEpoch node) { packed_ = node.epoch << kNumberBits | node.number; }
  NodeEpoch get() const {
    const auto packed = packed_.load();
    return {packed & ((1 << kNumberBits) - 1), packed >> kNumberBits};
  }

 private:
  static constexpr int kNumberBits = 10;
  std::atomic<std::int64_t> packed_;  // both in one word, so that nobody sees half of a change
};

}  // namespace pomopomo
