#pragma once
// One Socket.IO client, straight on a WebSocket: handshake, CONNECT, heartbeats. It parses no JSON:
// what packets say is the owner's business.

#include <cstdint>
#include <string>
#include <string_view>

#include "addresses.hpp"
#include "loop.hpp"

namespace pomopomo::load {

class Client final : Loop::Handler {
 public:
  class Owner {
   public:
    // The namespace "/" is open.
    virtual void on_connected(Client& client) = 0;
    // A Socket.IO packet after that, such as `2["chat:message",…]`.
    virtual void on_packet(Client& client, std::string_view packet) = 0;
    // The connection has gone, in whatever state, but not by `close`.
    virtual void on_lost(Client& client, std::string_view why) = 0;

   protected:
    ~Owner() = default;
  };

  Client(Loop& loop, Owner& owner, std::size_t index) : loop_(loop), owner_(owner), index_(index) {}
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Starts to come in. `auth` is the payload of CONNECT, JSON. Requires: it is closed.
  void open(const Route& route, std::string auth);
  // Hangs up without a word.
  void close();
  // Requires: a whole frame, as make_text makes them. Nothing happens when it is closed.
  void send(std::string_view frame);

  std::size_t index() const { return index_; }

 private:
  enum class State : std::uint8_t { closed, connecting, upgrading, opening, greeting, connected };

  void on_ready(bool readable, bool writable) override;
  void read();
  void take(std::string_view bytes);
  std::size_t take_upgrade(std::string_view bytes);
  void take_text(std::string_view text);
  void flush();
  void lose(std::string_view why);

  Loop& loop_;
  Owner& owner_;
  std::size_t index_;
  int fd_ = -1;
  unsigned connection_ = 0;  // counts them: a descriptor's number comes again
  State state_ = State::closed;
  std::string auth_;
  std::string in_;   // the beginning of what has not fully come
  std::string out_;  // what the socket did not take
};

}  // namespace pomopomo::load
