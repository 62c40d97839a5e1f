#pragma once
// Durations that were measured, and what they say.

#include <algorithm>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <vector>

namespace pomopomo::load {

class Samples {
 public:
  void add(std::chrono::nanoseconds took) {
    microseconds_.push_back(static_cast<float>(took.count()) / 1000.0F);
  }
  std::size_t count() const { return microseconds_.size(); }
  void clear() { microseconds_.clear(); }
  // `{count, p50, p95, p99, p999, max}` in milliseconds.
  boost::json::object to_json();

 private:
  double millis_at(double share);

  std::vector<float> microseconds_;
};

}  // namespace pomopomo::load
