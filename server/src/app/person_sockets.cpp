#include "app/person_sockets.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include "core/metrics.hpp"
#include "realtime/limit_metrics.hpp"

namespace pomopomo::app {

namespace {

prometheus::Gauge& people_connected() {
  return prometheus::BuildGauge()
      .Name("pomopomo_people_connected")
      .Help("People with a live connection to this process.")
      .Register(metrics::registry())
      .Add({});
}

}  // namespace

class PersonSockets::Taken {
 public:
  Taken(PersonSockets& all, std::int64_t person) : all_(all), person_(person) {}
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() {
    const std::lock_guard lock(all_.mutex_);
    const auto count = all_.counts_.find(person_);
    if (--count->second > 0) return;
    all_.counts_.erase(count);
    all_.people_.Decrement();
  }

 private:
  PersonSockets& all_;
  const std::int64_t person_;
};

PersonSockets::PersonSockets(std::size_t most)
    : most_(most), refusals_(realtime::limit_hits("person_sockets")), people_(people_connected()) {}

PersonSockets::Place PersonSockets::take(PersonId person) {
  const auto id = person.value;
  {
    const std::lock_guard lock(mutex_);
    auto& count = counts_[id];
    if (most_ > 0 && count >= most_) {
      refusals_.Increment();
      return nullptr;
    }
    if (++count == 1) people_.Increment();
  }
  return std::make_shared<Taken>(*this, id);
}

}  // namespace pomopomo::app
