#include "samples.hpp"

#include <cmath>

namespace pomopomo::load {

boost::json::object Samples::to_json() {
  std::ranges::sort(microseconds_);
  return {{"count", microseconds_.size()}, {"p50", millis_at(0.5)},    {"p95", millis_at(0.95)},
          {"p99", millis_at(0.99)},        {"p999", millis_at(0.999)}, {"max", millis_at(1)}};
}

double Samples::millis_at(double share) {
  if (microseconds_.empty()) return 0;
  const auto rank = std::ceil(share * static_cast<double>(microseconds_.size()));
  const auto at = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
  return std::round(microseconds_[at]) / 1000.0;
}

}  // namespace pomopomo::load
