#include "realtime/limit_metrics.hpp"

#include <prometheus/counter.h>

#include "core/metrics.hpp"

namespace pomopomo::realtime {

prometheus::Counter& limit_hits(const std::string& limit) {
  static auto& family = prometheus::BuildCounter()
                            .Name("pomopomo_limit_hits_total")
                            .Help("Requests, events and connections refused by a named limit.")
                            .Register(metrics::registry());
  return family.Add({{"limit", limit}});
}

}  // namespace pomopomo::realtime
