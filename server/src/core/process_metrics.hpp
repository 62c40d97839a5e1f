#pragma once
// What the system says of this process, under the names that Prometheus gives such figures:
// process_cpu_seconds_total, process_resident_memory_bytes, process_open_fds, process_max_fds,
// process_start_time_seconds; and pomopomo_build_info{version}. Thread: any.

#include <vector>

#include <prometheus/metric_family.h>

namespace pomopomo::metrics {

// Read anew at each call.
std::vector<prometheus::MetricFamily> process_metrics();

}  // namespace pomopomo::metrics
