#pragma once

#include "loop.hpp"
#include "process_meter.hpp"

namespace pomopomo::load {

// Waits until the server has done what the clients left it with: until it uses less than 1 % of a
// core.
void settle(Loop& loop, const ProcessMeter& meter, double patience_seconds);

}  // namespace pomopomo::load
