#pragma once
// Takes new connections off the listening socket.
//
// It survives running out of descriptors: it holds a spare one, which it then gives up to tell each
// who waits that there is no room, instead of leaving them without an answer. Where even that fails
// it pauses for a moment.
//
// Thread: its loop.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/steady_timer.hpp>

#include "core/asio.hpp"

namespace pomopomo::http {

class Acceptor : public std::enable_shared_from_this<Acceptor> {
 public:
  struct Handlers {
    // Accepts one connection and cares for it; returns the acceptor's error.
    std::function<boost::system::error_code(tcp::acceptor&)> take;
    // What somebody is told for whom there is no descriptor.
    std::function<std::string()> no_room;
  };

  // Binds and listens; accepts nothing yet. Throws std::system_error with the address in its text
  // (port taken, not permitted, no address).
  Acceptor(asio::io_context& loop, const std::string& address, std::uint16_t port,
           Handlers handlers);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  std::uint16_t port() const { return port_; }
  void start();
  // Accepts who waits and stops listening. May be called again.
  void close();

 private:
  void wait();
  void take_waiting();
  boost::system::error_code turn_away();
  void reserve();
  void complain(const boost::system::error_code& error);

  asio::io_context& loop_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  Handlers handlers_;
  int spare_ = -1;
  std::chrono::steady_clock::time_point complained_;
  std::uint16_t port_ = 0;
};

}  // namespace pomopomo::http
