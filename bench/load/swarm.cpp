#include "swarm.hpp"

#include <utility>

#include <fmt/format.h>

namespace pomopomo::load {

namespace {

constexpr std::chrono::milliseconds kTryAgainAfter{200};
const std::string kJoined = fmt::format(R"(3{}[{{"ok":true)", kJoinId);
const std::string kNotJoined = fmt::format(R"(3{}[{{"ok":false)", kJoinId);

}  // namespace

Swarm::Swarm(Loop& loop, const Options& options, std::vector<Place> places)
    : loop_(loop), options_(options), places_(std::move(places)), progress_(places_.size()) {
  for (std::size_t i = 0; i < places_.size(); ++i)
    clients_.push_back(std::make_unique<Client>(loop_, *this, i));
}

bool Swarm::bring(Stage goal, std::size_t cuts) {
  goal_ = goal;
  began_ = Clock::now();
  took_.clear();
  refusals_.clear();
  waiting_.clear();
  arrived_ = 0;
  lost_ = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    if (progress_[i].stage >= goal) {
      ++arrived_;
    } else {
      waiting_.push_back({began_, i});
    }
  }
  const auto done = [&] { return arrived_ == size() && lost_ >= cuts; };
  const auto limit = [&] { return began_ + seconds(options_.patience_seconds); };
  for (start_some(); !done() && Clock::now() < limit(); start_some())
    loop_.poll(may_start() ? waiting_.front().at : limit());
  return done();
}

bool Swarm::may_start() const {
  return !waiting_.empty() && on_the_way_ < options_.at_once;
}

void Swarm::start_some() {
  while (may_start() && waiting_.front().at <= Clock::now()) {
    const auto index = waiting_.front().index;
    waiting_.pop_front();
    auto& progress = progress_[index];
    progress.on_the_way = true;
    ++on_the_way_;
    if (progress.since == Clock::time_point{}) progress.since = Clock::now();
    advance(index);
  }
}

void Swarm::advance(std::size_t index) {
  const auto stage = progress_[index].stage;
  if (stage >= goal_) return arrive(index);
  if (stage == Stage::away) {
    clients_[index]->open(route_of(options_, index), places_[index].auth);
  } else if (places_[index].join.empty()) {
    progress_[index].stage = Stage::in_room;
    arrive(index);
  } else {
    clients_[index]->send(places_[index].join);
  }
}

void Swarm::arrive(std::size_t index) {
  auto& progress = progress_[index];
  took_.add(Clock::now() - progress.since);
  progress.since = {};
  progress.on_the_way = false;
  --on_the_way_;
  ++arrived_;
}

void Swarm::on_connected(Client& client) {
  progress_[client.index()].stage = Stage::connected;
  advance(client.index());
}

void Swarm::on_packet(Client& client, std::string_view packet) {
  auto& progress = progress_[client.index()];
  if (progress.on_the_way && packet.starts_with(kJoined)) {
    progress.stage = Stage::in_room;
    arrive(client.index());
  } else if (progress.on_the_way && packet.starts_with(kNotJoined)) {
    client.close();
    try_again(client.index(), packet.substr(0, 200));
  } else if (on_packet_in_room) {
    on_packet_in_room(client, packet);
  }
}

void Swarm::on_lost(Client& client, std::string_view why) {
  auto& progress = progress_[client.index()];
  if (!progress.on_the_way) {
    progress.since = Clock::now();
    if (lost_++ == 0 && arrived_ == size()) began_ = progress.since;
    if (progress.stage >= goal_) --arrived_;
  }
  try_again(client.index(), why);
}

void Swarm::try_again(std::size_t index, std::string_view why) {
  auto& progress = progress_[index];
  progress.stage = Stage::away;
  if (std::exchange(progress.on_the_way, false)) --on_the_way_;
  ++refusals_[std::string(why)];
  waiting_.push_back({Clock::now() + kTryAgainAfter, index});
}

void Swarm::hang_up() {
  const auto now = Clock::now();
  for (std::size_t i = 0; i < size(); ++i) {
    clients_[i]->close();
    progress_[i] = {.since = now};
  }
}

boost::json::object Swarm::arrivals() {
  boost::json::object refusals;
  for (const auto& [why, count] : refusals_) refusals[why] = count;
  const std::chrono::duration<double> took = Clock::now() - began_;
  return {{"arrived", arrived_},
          {"missing", size() - arrived_},
          {"seconds", took.count()},
          {"ms", took_.to_json()},
          {"triedAgainAfter", std::move(refusals)}};
}

}  // namespace pomopomo::load
