#include <cstdio>
#include <stdexcept>

#include "modes.hpp"
#include "process_meter.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

boost::json::object storm(const Options& options) {
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options));
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");
  boost::json::object figures{{"came", swarm.arrivals()}};

  if (options.server_cuts) {
    std::fputs("everybody is in\n", stderr);  // whoever waits for this may end the server now
    swarm.bring(Swarm::Stage::in_room, swarm.size());
    figures["back"] = swarm.arrivals();
  } else {
    const CpuSpan cpu(meter);
    swarm.hang_up();
    swarm.bring(Swarm::Stage::in_room);
    figures["back"] = swarm.arrivals();
    figures["cpuMicros"] = cpu.microseconds_each(swarm.size());
  }
  return figures;
}

}  // namespace pomopomo::load
