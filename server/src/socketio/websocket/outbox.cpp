#include "socketio/websocket/outbox.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "socketio/metrics.hpp"

namespace pomopomo::socketio::websocket {

Outbox::~Outbox() {
  metrics::queued_bytes().Decrement(static_cast<double>(bytes_));
}

void Outbox::push(FramePtr frame, std::size_t sent) {
  const auto left = frame->wire().size() - sent;
  if (frames_.empty()) first_sent_ = sent;
  frames_.push_back(std::move(frame));
  bytes_ += left;
  metrics::queued_bytes().Increment(static_cast<double>(left));
}

Outbox::Flushed Outbox::flush(int fd) {
  bool progress = false;
  while (!frames_.empty()) {
    std::array<iovec, 64> parts;
    std::size_t count = 0;
    std::size_t total = 0;
    for (auto frame = frames_.begin(); frame != frames_.end() && count < parts.size(); ++frame) {
      const auto wire = (*frame)->wire().substr(count == 0 ? first_sent_ : 0);
      parts[count++] = {const_cast<char*>(wire.data()), wire.size()};
      total += wire.size();
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return Flushed::failed;
      return progress ? Flushed::some : Flushed::nothing;
    }
    progress = progress || sent > 0;
    take(static_cast<std::size_t>(sent));
    if (static_cast<std::size_t>(sent) < total) return Flushed::some;
  }
  return Flushed::all;
}

void Outbox::take(std::size_t sent) {
  bytes_ -= sent;
  metrics::queued_bytes().Decrement(static_cast<double>(sent));
  first_sent_ += sent;
  while (!frames_.empty() && first_sent_ >= frames_.front()->wire().size()) {
    first_sent_ -= frames_.front()->wire().size();
    frames_.pop_front();
  }
}

}  // namespace pomopomo::socketio::websocket
