#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "frame.hpp"
#include "modes.hpp"
#include "process_meter.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

class Questions {
 public:
  Questions(const Options& options, Loop& loop, Swarm& swarm)
      : loop_(loop), asked_at_(swarm.size()) {
    const std::string text(options.text_bytes, 'x');
    for (std::size_t id = 0; id < options.pipeline; ++id)
      frames_.push_back(make_text(fmt::format(R"(42{}["echo",{{"text":"{}"}}])", id, text)));
    for (auto& times : asked_at_) times.resize(options.pipeline);
    swarm.on_packet_in_room = [this](Client& client, std::string_view packet) {
      if (packet.starts_with('3')) on_answer(client, packet.substr(1));
    };
    for (std::size_t i = 0; i < swarm.size(); ++i)
      for (std::size_t id = 0; id < options.pipeline; ++id) ask(swarm.client(i), id);
  }

  void run(double for_seconds) {
    rounds_ = 0;
    took_.clear();
    const auto begin = Clock::now();
    loop_.run_until(begin + load::seconds(for_seconds));
    seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
  }

  std::size_t rounds() const { return rounds_; }

  boost::json::object figures() {
    return {{"rounds", rounds_},
            {"seconds", seconds_},
            {"perSecond", static_cast<double>(rounds_) / seconds_},
            {"ms", took_.to_json()}};
  }

 private:
  void ask(Client& client, std::size_t id) {
    asked_at_[client.index()][id] = Clock::now();
    client.send(frames_[id]);
  }

  void on_answer(Client& client, std::string_view answer) {
    std::size_t id = 0;
    std::from_chars(answer.data(), answer.data() + answer.size(), id);
    if (id >= frames_.size()) throw std::runtime_error("an answer to no question");
    took_.add(Clock::now() - asked_at_[client.index()][id]);
    ++rounds_;
    ask(client, id);
  }

  Loop& loop_;
  std::vector<std::string> frames_;                       // by ack id
  std::vector<std::vector<Clock::time_point>> asked_at_;  // by client and ack id
  std::size_t rounds_ = 0;
  double seconds_ = 0;
  Samples took_;
};

}  // namespace

boost::json::object ask(const Options& options) {
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options));
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");
  Questions questions(options, loop, swarm);
  questions.run(options.warmup_seconds);
  const CpuSpan cpu(meter);
  const CpuSpan own_cpu(ProcessMeter::own());
  questions.run(options.seconds);
  auto figures = questions.figures();
  figures["cpuMicros"] = cpu.microseconds_each(questions.rounds());
  figures["generatorCpuMicros"] = own_cpu.microseconds_each(questions.rounds());
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
