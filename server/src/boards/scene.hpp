#pragma once
// The merged state of one board: elements by id, each the winner of all its states seen so far.
// Merging is commutative, associative and idempotent. Thread: one at a time.

#include <span>
#include <string>
#include <unordered_map>

#include "boards/element.hpp"
#include "core/error.hpp"

namespace pomopomo::boards {

class Scene {
 public:
  static constexpr std::size_t kMaxLive = 5'000;
  static constexpr std::size_t kMaxElements = 10'000;  // tombstones too
  static constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;
  static constexpr std::int64_t kMaxJump = 100'000;  // of a version, above the one known

  // Whether people may make these changes. Errors: invalid (a version too far above the known
  // one), full/board_full when they add to a board that has no room for them.
  Result<void> check(std::span<const ElementPtr> changes) const;
  // Takes each change that beats what is there. Returns: the places in `changes` of those.
  std::vector<std::size_t> merge(std::span<const ElementPtr> changes);
  // Forgets tombstones of before then.
  void forget_deleted(TimePoint before);

  // Null when there is none.
  ElementPtr find(const std::string& id) const;
  Elements all() const;
  Elements live() const;
  std::size_t bytes() const { return bytes_; }

 private:
  const Element* known(const std::string& id) const;

  std::unordered_map<std::string, ElementPtr> elements_;
  std::size_t live_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace pomopomo::boards
