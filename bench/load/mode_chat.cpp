#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "frame.hpp"
#include "modes.hpp"
#include "process_meter.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

constexpr std::string_view kMessage = R"(2["chat:message")";

constexpr std::chrono::seconds kLongest{30};  // for the first acknowledgement

// One member of each room writes, the next message once the last one is acknowledged.
class Talk {
 public:
  Talk(const Options& options, Loop& loop, Swarm& swarm)
      : loop_(loop), swarm_(swarm), text_(options.text_bytes, 'x'), said_at_(options.rooms) {
    swarm.on_packet_in_room = [this](Client& client, std::string_view packet) {
      if (packet.starts_with(kMessage)) ++delivered_;
      if (packet.starts_with('3')) on_ack(client, packet);
    };
    for (std::size_t room = 0; room < options.rooms; ++room) say(room);
  }

  void run(double for_seconds) {
    acked_ = delivered_ = 0;
    took_.clear();
    const auto begin = Clock::now();
    loop_.run_until(begin + load::seconds(for_seconds));
    if (acked_ == 0) loop_.run_until(begin + kLongest, [this] { return acked_ > 0; });
    if (acked_ == 0) throw std::runtime_error("no message was acknowledged");
    seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
  }

  std::size_t acked() const { return acked_; }

  boost::json::object figures() {
    return {{"acked", acked_},
            {"seconds", seconds_},
            {"perSecond", static_cast<double>(acked_) / seconds_},
            {"microsEach", 1e6 * seconds_ / static_cast<double>(acked_)},
            {"deliveredEach", static_cast<double>(delivered_) / static_cast<double>(acked_)},
            {"ms", took_.to_json()}};
  }

 private:
  // The first clients are those who opened the rooms, one each.
  void say(std::size_t room) {
    said_at_[room] = Clock::now();
    const auto message =
        fmt::format(R"(420["chat:send",{{"text":"{}","clientId":"{}"}}])", text_, ++said_);
    swarm_.client(room).send(make_text(message));
  }

  void on_ack(const Client& client, std::string_view packet) {
    if (packet.find(R"("ok":true)") == std::string_view::npos)
      throw std::runtime_error(fmt::format("a message was refused: {}", packet));
    ++acked_;
    took_.add(Clock::now() - said_at_[client.index()]);
    say(client.index());
  }

  Loop& loop_;
  Swarm& swarm_;
  const std::string text_;
  std::vector<Clock::time_point> said_at_;  // by room
  std::size_t said_ = 0;
  std::size_t acked_ = 0;
  std::size_t delivered_ = 0;
  double seconds_ = 0;
  Samples took_;
};

}  // namespace

boost::json::object chat(const Options& options) {
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options));
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");
  Talk talk(options, loop, swarm);
  talk.run(options.warmup_seconds);
  const CpuSpan cpu(meter);
  const CpuSpan own_cpu(ProcessMeter::own());
  talk.run(options.seconds);
  auto figures = talk.figures();
  figures["cpuMicros"] = cpu.microseconds_each(talk.acked());
  figures["generatorCpuMicros"] = own_cpu.microseconds_each(talk.acked());
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
