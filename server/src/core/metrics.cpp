#include "core/metrics.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>

#include "core/process_metrics.hpp"

namespace pomopomo::metrics {

prometheus::Registry& registry() {
  static prometheus::Registry instance;
  return instance;
}

std::string exposition() {
  auto families = registry().Collect();
  std::ranges::move(process_metrics(), std::back_inserter(families));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace pomopomo::metrics
