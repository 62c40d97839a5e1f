#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "frame.hpp"
#include "modes.hpp"
#include "process_meter.hpp"
#include "settle.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

constexpr int kShortestSec = 60;  // that a segment may have
constexpr double kStartsPerSecond = 1000;

// The number behind `"name":`; -1: there is none.
std::int64_t number_of(std::string_view json, std::string_view name) {
  std::int64_t value = -1;
  const auto at = json.find(name);
  if (at != std::string_view::npos)
    std::from_chars(json.data() + at + name.size(), json.data() + json.size(), value);
  return value;
}

// What clients see of their rooms' first boundary.
class Ends {
 public:
  explicit Ends(Swarm& swarm) {
    swarm.on_packet_in_room = [this](Client&, std::string_view packet) {
      if (packet.starts_with(R"(2["room:state")") && number_of(packet, R"("index":)") == 1)
        on_end(packet);
      if (packet.starts_with(R"(32[{"ok":true)")) ++started_;
    };
  }

  std::size_t started() const { return started_; }
  std::size_t seen() const { return lateness_.count(); }
  boost::json::object lateness() { return lateness_.to_json(); }

 private:
  // The second segment began, by the plan, when the first one ended.
  void on_end(std::string_view state) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::chrono::milliseconds planned(number_of(state, R"("startedAt":)"));
    lateness_.add(now - planned);
  }

  std::size_t started_ = 0;
  Samples lateness_;
};

std::string segments(int first_sec) {
  constexpr auto* kSegment = R"({{"kind":"focus","label":"Focus","durationSec":{}}})";
  return "[" + fmt::format(kSegment, std::max(first_sec, kShortestSec)) + "," +
         fmt::format(kSegment, 7200) + "]";
}

// Spread over some seconds, so that the ends are.
void start_all(Loop& loop, Swarm& swarm, int ends_after_sec) {
  const auto play = make_text(R"(422["timer:play",{}])");
  const auto adjust = make_text(
      fmt::format(R"(423["timer:adjust",{{"deltaSec":{}}}])", ends_after_sec - kShortestSec));
  const auto begin = Clock::now();
  for (std::size_t i = 0; i < swarm.size(); ++i) {
    loop.run_until(begin + seconds(static_cast<double>(i) / kStartsPerSecond));
    swarm.client(i).send(play);
    if (ends_after_sec < kShortestSec) swarm.client(i).send(adjust);
  }
}

}  // namespace

boost::json::object timers(const Options& asked) {
  auto options = asked;
  options.rooms = options.clients;
  if (!options.product) throw std::runtime_error("timers: only --product has them");
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options, segments(options.ends_after_sec)));
  Ends ends(swarm);
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");

  const auto first_end = Clock::now() + seconds(options.ends_after_sec);
  start_all(loop, swarm, options.ends_after_sec);
  settle(loop, meter, options.patience_seconds);
  boost::json::object figures{{"started", ends.started()}};

  swarm.hang_up();
  const auto back_at = first_end - seconds(std::min(options.ends_after_sec / 4.0, 10.0));
  loop.run_until(back_at - seconds(options.seconds));
  const CpuSpan idle(meter);
  loop.run_until(back_at);
  figures["idleCpuMillisPerSecond"] = idle.microseconds() / 1000 / options.seconds;
  figures["endedTooEarly"] = ends.seen();

  swarm.bring(Swarm::Stage::in_room);
  const auto limit = Clock::now() + seconds(options.ends_after_sec + options.patience_seconds);
  loop.run_until(limit, [&] { return ends.seen() >= swarm.size(); });
  figures["latenessMs"] = ends.lateness();
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
