#pragma once
// All clients of a run: brings them in, and brings back those that were cut.

#include <boost/json/object.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client.hpp"
#include "options.hpp"
#include "product.hpp"
#include "samples.hpp"

namespace pomopomo::load {

class Swarm final : public Client::Owner {
 public:
  enum class Stage : std::uint8_t { away, connected, in_room };

  Swarm(Loop& loop, const Options& options, std::vector<Place> places);

  // Brings everybody to that stage, `options.at_once` at a time; who is refused or cut tries again.
  // With `cuts` it first takes that many connections that the server must cut.
  // Returns: false when somebody has not come within `options.patience_seconds` (since the first
  // cut).
  bool bring(Stage goal, std::size_t cuts = 0);
  // Hangs up on the server, all at once.
  void hang_up();

  std::size_t size() const { return clients_.size(); }
  Client& client(std::size_t index) { return *clients_[index]; }
  // Connections that went since the last `bring` began, of those that had arrived.
  std::size_t lost() const { return lost_; }
  // What the last `bring` was like: how long each took, from its first attempt or from being cut.
  boost::json::object arrivals();

  // Packets that are not about coming in.
  std::function<void(Client&, std::string_view)> on_packet_in_room;

 private:
  void on_connected(Client& client) override;
  void on_packet(Client& client, std::string_view packet) override;
  void on_lost(Client& client, std::string_view why) override;

  struct Progress {
    Stage stage = Stage::away;
    bool on_the_way = false;
    Clock::time_point since;  // of the first attempt, or of being cut; zero: neither yet
  };
  struct Attempt {
    Clock::time_point at;
    std::size_t index;
  };

  bool may_start() const;
  void start_some();
  void advance(std::size_t index);
  void arrive(std::size_t index);
  void try_again(std::size_t index, std::string_view why);

  Loop& loop_;
  const Options& options_;
  std::vector<Place> places_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<Progress> progress_;
  std::deque<Attempt> waiting_;
  Stage goal_ = Stage::away;
  std::size_t on_the_way_ = 0;
  std::size_t arrived_ = 0;
  std::size_t lost_ = 0;
  Clock::time_point began_;
  std::map<std::string, std::size_t> refusals_;
  Samples took_;
};

}  // namespace pomopomo::load
