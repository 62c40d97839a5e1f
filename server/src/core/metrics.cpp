#include "core/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace pomopomo::metrics {

prometheus::Registry& registry() {
  static prometheus::Registry instance;
  return instance;
}

std::string exposition() {
  return prometheus::TextSerializer().Serialize(registry().Collect());
}

}  // namespace pomopomo::metrics
