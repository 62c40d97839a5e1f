#include <chrono>

#include <fmt/format.h>

#include "http_lanes.hpp"
#include "loop.hpp"
#include "modes.hpp"
#include "process_meter.hpp"

namespace pomopomo::load {

namespace {

constexpr std::size_t kInStep = 640;  // requests between two looks at the clock

std::size_t ask_for(HttpLanes& lanes, const std::vector<std::string>& requests,
                    double for_seconds) {
  std::size_t asked = 0;
  for (const auto end = Clock::now() + seconds(for_seconds); Clock::now() < end;)
    asked += lanes.ask(requests).size();
  return asked;
}

}  // namespace

boost::json::object requests(const Options& options) {
  HttpLanes lanes(options);
  const auto cookie =
      options.cookie.empty() ? std::string() : fmt::format("Cookie: {}\r\n", options.cookie);
  const auto request =
      fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", options.path, cookie);
  const std::vector<std::string> batch(kInStep, request);
  ask_for(lanes, batch, options.warmup_seconds);
  const CpuSpan cpu{ProcessMeter(options.server)};
  const auto asked = ask_for(lanes, batch, options.seconds);
  return {{"requests", asked},
          {"perSecond", static_cast<double>(asked) / options.seconds},
          {"cpuMicros", cpu.microseconds_each(asked)}};
}

}  // namespace pomopomo::load
