#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "frame.hpp"
#include "modes.hpp"
#include "pace.hpp"
#include "process_meter.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

constexpr std::string_view kMessage = R"(2["chat:message",{"t":)";

class FanOut {
 public:
  FanOut(const Options& options, Loop& loop, Swarm& swarm)
      : options_(options), loop_(loop), swarm_(swarm), text_(options.text_bytes, 'x') {
    for (std::size_t i = 0; i < options.rooms; ++i) rooms_.push_back({i, 0});
    swarm.on_packet_in_room = [this](Client& client, std::string_view packet) {
      if (packet.starts_with(kMessage)) on_message(client, packet.substr(kMessage.size()));
    };
  }

  // Goes on with what is under way, so that a run may follow another.
  void run(double for_seconds) {
    latencies_.clear();
    sent_ = 0;
    delivered_ = 0;
    const auto begin = Clock::now();
    if (options_.rate > 0) {
      at_rate(loop_, options_.rate, for_seconds,
              [this](std::size_t n, Clock::time_point due) { say(n % rooms_.size(), due); });
    } else {
      in_turn(begin + load::seconds(for_seconds));
    }
    seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
  }

  // Waits for what is still under way.
  void drain() {
    const auto limit = Clock::now() + std::chrono::seconds(5);
    draining_ = true;
    loop_.run_until(limit, [this] { return under_way_ == 0; });
  }

  std::size_t delivered() const { return delivered_; }

  boost::json::object figures() {
    return {{"sent", sent_},
            {"delivered", delivered_},
            {"seconds", seconds_},
            {"perSecond", static_cast<double>(delivered_) / seconds_},
            {"ms", latencies_.to_json()},
            {"missing", under_way_}};
  }

 private:
  struct Room {
    std::size_t next_speaker;  // members take turns
    std::size_t awaited;       // deliveries of what was last said
  };

  std::size_t members(std::size_t room) const {
    return (swarm_.size() - room + options_.rooms - 1) / options_.rooms;
  }

  void in_turn(Clock::time_point end) {
    for (std::size_t room = 0; room < rooms_.size(); ++room)
      if (rooms_[room].awaited == 0) say(room, Clock::now());
    loop_.run_until(end);
  }

  void say(std::size_t room, Clock::time_point at) {
    auto& speaker = rooms_[room].next_speaker;
    const auto message = fmt::format(R"(42["chat:send",{{"t":{},"text":"{}"}}])",
                                     at.time_since_epoch().count(), text_);
    swarm_.client(speaker).send(make_text(message));
    speaker += options_.rooms;
    if (speaker >= swarm_.size()) speaker = room;
    rooms_[room].awaited += members(room);
    under_way_ += members(room);
    ++sent_;
  }

  void on_message(const Client& client, std::string_view stamp) {
    std::int64_t at = 0;
    std::from_chars(stamp.data(), stamp.data() + stamp.size(), at);
    latencies_.add(Clock::now().time_since_epoch() - std::chrono::nanoseconds(at));
    ++delivered_;
    --under_way_;
    const auto room = client.index() % options_.rooms;
    if (--rooms_[room].awaited == 0 && options_.rate == 0 && !draining_) say(room, Clock::now());
  }

  const Options& options_;
  Loop& loop_;
  Swarm& swarm_;
  std::string text_;
  std::vector<Room> rooms_;
  std::size_t sent_ = 0;
  std::size_t delivered_ = 0;
  std::size_t under_way_ = 0;
  bool draining_ = false;
  double seconds_ = 0;
  Samples latencies_;
};

}  // namespace

boost::json::object fan_out(const Options& options) {
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options));
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");
  FanOut talk(options, loop, swarm);
  talk.run(options.warmup_seconds);
  const CpuSpan cpu(meter);
  const CpuSpan own_cpu(ProcessMeter::own());
  talk.run(options.seconds);
  const auto each = cpu.microseconds_each(talk.delivered());
  const auto own_each = own_cpu.microseconds_each(talk.delivered());
  talk.drain();
  auto figures = talk.figures();
  figures["cpuMicros"] = each;
  figures["generatorCpuMicros"] = own_each;
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
