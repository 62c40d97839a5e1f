#pragma once
// What a socket could not take at once: shared frames in order, and how far the first has been
// sent. Exists only while something waits.

#include <sys/types.h>

#include <cstddef>
#include <deque>
#include <span>

#include "socketio/websocket/frame.hpp"

namespace pomopomo::socketio::websocket {

// Sends frames, 64 at most, without blocking, as ::send does. Returns: how many bytes the socket
// took.
ssize_t send_frames(int fd, std::span<const FramePtr> frames);

class Outbox {
 public:
  enum class Flushed { all, some, nothing, failed };

  Outbox() = default;
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // Appends a frame of which `sent` bytes are on the wire already.
  void push(FramePtr frame, std::size_t sent = 0);
  std::size_t bytes() const { return bytes_; }
  // Sends what the socket takes without blocking.
  Flushed flush(int fd);

 private:
  void take(std::size_t sent);

  std::deque<FramePtr> frames_;
  std::size_t first_sent_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace pomopomo::socketio::websocket
