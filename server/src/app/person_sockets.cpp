#include "app/person_sockets.hpp"

#include <prometheus/counter.h>

#include "realtime/limit_metrics.hpp"

namespace pomopomo::app {

class PersonSockets::Taken {
 public:
  Taken(PersonSockets& all, std::int64_t person) : all_(all), person_(person) {}
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() {
    const std::lock_guard lock(all_.mutex_);
    const auto count = all_.counts_.find(person_);
    if (--count->second == 0) all_.counts_.erase(count);
  }

 private:
  PersonSockets& all_;
  const std::int64_t person_;
};

PersonSockets::PersonSockets(std::size_t most)
    : most_(most), refusals_(realtime::limit_hits("person_sockets")) {}

PersonSockets::Place PersonSockets::take(GuestId person) {
  const auto id = person.value;
  {
    const std::lock_guard lock(mutex_);
    auto& count = counts_[id];
    if (most_ > 0 && count >= most_) {
      refusals_.Increment();
      return nullptr;
    }
    ++count;
  }
  return std::make_shared<Taken>(*this, id);
}

}  // namespace pomopomo::app
