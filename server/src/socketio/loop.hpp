#pragma once
// What the connections of one event loop share. Thread: the loop's.

#include <array>
#include <cstddef>

#include "core/asio.hpp"
#include "socketio/poller.hpp"
#include "socketio/timing_wheel.hpp"

namespace pomopomo::socketio {

struct Loop {
  Loop(asio::io_context& io, std::size_t number)
      : context(io), index(number), wheel(io), poller(io) {}

  asio::io_context& context;
  const std::size_t index;
  TimingWheel wheel;
  Poller poller;
  // Every read lands here first; a connection keeps only what it could not finish.
  std::array<char, 64 * 1024> buffer;
};

}  // namespace pomopomo::socketio
