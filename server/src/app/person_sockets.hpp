#pragma once
// How many live connections a person has here, and that they are not too many. Counts people in
// pomopomo_people_connected. Thread: any.
//
// One too many is refused, the others stay: whoever comes later must not be able to push out a tab
// in which somebody works, and two tabs that push each other out would never end.

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/ids.hpp"

namespace prometheus {
class Counter;
class Gauge;
}  // namespace prometheus

namespace pomopomo::app {

class PersonSockets {
 public:
  // A place counts while it lives.
  using Place = std::shared_ptr<const void>;

  // `most`: for one person; 0: any number.
  explicit PersonSockets(std::size_t most);

  // Returns: nullptr when the person has as many as allowed. Requires: this outlives the place.
  Place take(PersonId person);

 private:
  class Taken;

  const std::size_t most_;
  prometheus::Counter& refusals_;
  prometheus::Gauge& people_;
  std::mutex mutex_;
  std::unordered_map<std::int64_t, std::size_t> counts_;
};

}  // namespace pomopomo::app
