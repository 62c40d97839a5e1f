#pragma once
// pomopomo_limit_hits_total{limit}: how often a named limit turned somebody away. Thread: any.

#include <string>

namespace prometheus {
class Counter;
}

namespace pomopomo::realtime {

// Requires: `limit` comes from the program, never from a client.
prometheus::Counter& limit_hits(const std::string& limit);

}  // namespace pomopomo::realtime
