#include "modes.hpp"
#include "process_meter.hpp"
#include "settle.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

boost::json::object phase(Swarm& swarm, Swarm::Stage goal, const ProcessMeter& meter) {
  const CpuSpan cpu(meter);
  swarm.bring(goal);
  auto figures = swarm.arrivals();
  figures["cpuMicros"] = cpu.microseconds_each(swarm.size());
  return figures;
}

}  // namespace

boost::json::object hold(const Options& options) {
  const ProcessMeter meter(options.server);
  Loop loop;
  settle(loop, meter, options.patience_seconds);  // another crowd may have just left
  Swarm swarm(loop, options, make_places(options));
  settle(loop, meter, options.patience_seconds);
  const auto before = meter.memory();

  boost::json::object figures;
  figures["connect"] = phase(swarm, Swarm::Stage::connected, meter);
  settle(loop, meter, options.patience_seconds);
  figures["join"] = phase(swarm, Swarm::Stage::in_room, meter);
  settle(loop, meter, options.patience_seconds);

  const CpuSpan idle(meter);
  const auto until = Clock::now() + seconds(options.seconds);
  loop.run_until(until);
  const auto after = meter.memory();
  figures["idleCpuMillisPerSecond"] = idle.microseconds() / 1000 / options.seconds;
  figures["memory"] = {{"before", before},
                       {"after", after},
                       {"each", static_cast<double>(after - before) / swarm.size()}};
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
