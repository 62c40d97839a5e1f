#pragma once
// The process's Prometheus registry. Names begin with `pomopomo_`, units are in the name
// (`_seconds`, `_bytes`), no label ever holds an id or anything personal. Thread: any.

#include <prometheus/registry.h>

#include <string>

namespace pomopomo::metrics {

prometheus::Registry& registry();
// The text exposition format, for GET /metrics: the registry, and what process_metrics.hpp says.
std::string exposition();

}  // namespace pomopomo::metrics
