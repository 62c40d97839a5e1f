#pragma once
// A board in this process' memory: its merged scene and what of it is not in SQL yet. Thread: any.

#include <mutex>
#include <unordered_map>

#include "boards/board_store.hpp"
#include "boards/scene.hpp"

namespace pomopomo::boards {

class OpenBoard {
 public:
  static constexpr std::chrono::minutes kMayRestore{1};

  explicit OpenBoard(const store::Stored& stored);

  struct Merged {
    std::int64_t sequence = 0;
    std::vector<std::size_t> taken;  // places in what was given
  };
  // Merges what people here drew. Errors: those of Scene::check.
  Result<Merged> draw(const Elements& changes, TimePoint now);
  // Deletes everything that is live, and remembers it. Returns: what changed, with the sequence.
  std::pair<std::int64_t, Elements> clear(TimePoint now);
  // Brings back what the last `clear` within kMayRestore deleted and nobody changed since.
  // Errors: conflict/nothing_to_restore, full/board_full.
  Result<std::pair<std::int64_t, Elements>> restore(TimePoint now);
  // Merges what was read from SQL. Returns: what is new here, with the sequence.
  std::pair<std::int64_t, Elements> take(const store::Stored& stored);

  // Rises with each change that this process has seen.
  std::int64_t sequence() const;
  std::pair<std::int64_t, Elements> all() const;
  std::int64_t rev() const;
  std::size_t bytes() const;

  // At most `count` elements and about `bytes` of what is not in SQL yet.
  Elements unflushed(std::size_t count, std::size_t bytes) const;
  bool is_flushed() const;
  // These are in SQL now, written at `rev`.
  void flushed(const Elements& elements, std::int64_t rev);

  void forget_deleted(TimePoint before);
  // When it was last opened, read or drawn on; while it may still be restored, now.
  TimePoint used_at(TimePoint now) const;
  void use(TimePoint now);

 private:
  void note(const ElementPtr& element) { unflushed_[element->id] = element; }

  mutable std::mutex mutex_;
  Scene scene_;
  std::unordered_map<std::string, ElementPtr> unflushed_;
  std::int64_t sequence_ = 0;
  std::int64_t rev_ = 0;  // everything in SQL up to here is in `scene_`
  TimePoint used_at_{};
  TimePoint cleared_at_{};
  Elements cleared_;  // as `clear` left them
};

}  // namespace pomopomo::boards
