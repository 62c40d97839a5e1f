#include <charconv>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "frame.hpp"
#include "modes.hpp"
#include "pace.hpp"
#include "process_meter.hpp"
#include "swarm.hpp"

namespace pomopomo::load {

namespace {

constexpr std::chrono::seconds kLongest{30};  // for all boards to be open
constexpr std::chrono::seconds kLastOnes{5};  // for what is under way in the end

constexpr std::string_view kUpdated = R"(2["board:updated")";
constexpr std::string_view kSynced = R"(32[)";  // acknowledgements, by the id asked with
constexpr std::string_view kOpened = R"(33[)";
constexpr std::string_view kDrawn = R"(34[)";

// The text between the first `before` and the next character of `ends`.
std::string_view text_after(std::string_view packet, std::string_view before,
                            std::string_view ends) {
  const auto at = packet.find(before);
  if (at == std::string_view::npos)
    throw std::runtime_error(fmt::format("no {} in {}", before, packet.substr(0, 300)));
  const auto text = packet.substr(at + before.size());
  return text.substr(0, text.find_first_of(ends));
}

// Everybody has the board of its room open and moves one rectangle of its own about.
class Drawing {
 public:
  Drawing(const Options& options, Loop& loop, Swarm& swarm)
      : options_(options),
        loop_(loop),
        swarm_(swarm),
        boards_(options.rooms),
        changes_(options.clients) {
    swarm.on_packet_in_room = [this](Client& client, std::string_view packet) {
      if (packet.starts_with(kUpdated)) return on_updated(packet);
      if (!packet.starts_with('3')) return;
      if (packet.find(R"("ok":true)") == std::string_view::npos)
        throw std::runtime_error(fmt::format("refused: {}", packet.substr(0, 300)));
      if (packet.starts_with(kSynced)) on_board(client.index(), packet);
      if (packet.starts_with(kOpened)) ++open_;
      if (packet.starts_with(kDrawn)) ++acked_;
    };
  }

  void open() {
    for (std::size_t room = 0; room < boards_.size(); ++room)
      swarm_.client(room).send(make_text(R"(422["room:sync",{}])"));
    loop_.run_until(Clock::now() + kLongest, [this] { return open_ == swarm_.size(); });
    if (open_ != swarm_.size()) throw std::runtime_error("not everybody has a board open");
  }

  void run(double for_seconds) {
    latencies_.clear();
    sent_ = acked_ = delivered_ = 0;
    at_rate(loop_, options_.rate, for_seconds,
            [this](std::size_t n, Clock::time_point due) { draw(n % swarm_.size(), due); });
  }

  // Waits for what is still under way, and counts it.
  void drain() {
    loop_.run_until(Clock::now() + kLastOnes,
                    [this] { return under_way_ == 0 && acked_ == sent_; });
  }

  std::size_t delivered() const { return delivered_; }

  boost::json::object figures() {
    return {{"sent", sent_},
            {"acked", acked_},
            {"delivered", delivered_},
            {"ms", latencies_.to_json()},
            {"missing", under_way_}};
  }

 private:
  void on_board(std::size_t room, std::string_view snapshot) {
    boards_[room] = text_after(snapshot, R"("boardId":")", "\"");
    const auto ask =
        make_text(fmt::format(R"(423["board:open",{{"boardId":"{}"}}])", boards_[room]));
    for (auto i = room; i < swarm_.size(); i += boards_.size()) swarm_.client(i).send(ask);
  }

  // The page sends all that Excalidraw knows of an element, with each change.
  void draw(std::size_t i, Clock::time_point due) {
    const auto room = i % boards_.size();
    const auto change = ++changes_[i];
    swarm_.client(i).send(make_text(fmt::format(
        R"(424["board:update",{{"boardId":"{}","elements":[{{"id":"of-{}","version":{},)"
        R"("versionNonce":{},"isDeleted":false,"index":"a0","type":"rectangle","x":{},"y":40,)"
        R"("width":120,"height":80,"angle":0,"strokeColor":"#1e1e1e","backgroundColor":)"
        R"("transparent","fillStyle":"solid","strokeWidth":2,"strokeStyle":"solid",)"
        R"("roughness":1,"opacity":100,"groupIds":[],"frameId":null,"roundness":{{"type":3}},)"
        R"("seed":1278240551,"boundElements":[],"link":null,"locked":false,)"
        R"("customData":{{"due":{}}}}}]}}])",
        boards_[room], i, change, change * 7919 % 2147483647, change % 1000,
        due.time_since_epoch().count())));
    ++sent_;
    under_way_ += (swarm_.size() - room - 1) / boards_.size();  // everybody else there
  }

  void on_updated(std::string_view packet) {
    std::int64_t due = 0;
    const auto text = text_after(packet, R"("due":)", "}");
    std::from_chars(text.data(), text.data() + text.size(), due);
    latencies_.add(Clock::now().time_since_epoch() - std::chrono::nanoseconds(due));
    ++delivered_;
    --under_way_;
  }

  const Options& options_;
  Loop& loop_;
  Swarm& swarm_;
  std::vector<std::string> boards_;   // their ids, by room
  std::vector<std::size_t> changes_;  // by client
  std::size_t open_ = 0;
  std::size_t sent_ = 0;
  std::size_t acked_ = 0;
  std::size_t delivered_ = 0;
  std::size_t under_way_ = 0;
  Samples latencies_;
};

}  // namespace

boost::json::object draw(const Options& options) {
  if (!options.product || options.rate <= 0)
    throw std::runtime_error("draw: needs --product and --rate");
  const ProcessMeter meter(options.server);
  Loop loop;
  Swarm swarm(loop, options, make_places(options));
  if (!swarm.bring(Swarm::Stage::in_room)) throw std::runtime_error("not everybody came in");
  Drawing drawing(options, loop, swarm);
  drawing.open();
  drawing.run(options.warmup_seconds);
  drawing.drain();
  const CpuSpan cpu(meter);
  const CpuSpan own_cpu(ProcessMeter::own());
  drawing.run(options.seconds);
  drawing.drain();
  const auto each = cpu.microseconds_each(drawing.delivered());
  const auto own_each = own_cpu.microseconds_each(drawing.delivered());
  auto figures = drawing.figures();
  figures["cpuMicros"] = each;
  figures["generatorCpuMicros"] = own_each;
  figures["lost"] = swarm.lost();
  return figures;
}

}  // namespace pomopomo::load
