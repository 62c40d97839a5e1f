#include "socketio/websocket/outbox.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "socketio/metrics.hpp"

namespace pomopomo::socketio::websocket {

namespace {

constexpr std::size_t kParts = 64;

ssize_t send_parts(int fd, std::span<iovec> parts) {
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  return ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

iovec to_part(std::string_view wire) {
  return {const_cast<char*>(wire.data()), wire.size()};
}

}  // namespace

ssize_t send_frames(int fd, std::span<const FramePtr> frames) {
  if (frames.size() == 1) {
    const auto wire = frames[0]->wire();
    return ::send(fd, wire.data(), wire.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  std::array<iovec, kParts> parts;
  const auto count = std::min(frames.size(), kParts);
  for (std::size_t i = 0; i < count; ++i) parts[i] = to_part(frames[i]->wire());
  return send_parts(fd, std::span(parts).first(count));
}

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
    std::array<iovec, kParts> parts;
    std::size_t count = 0;
    std::size_t total = 0;
    for (auto frame = frames_.begin(); frame != frames_.end() && count < parts.size(); ++frame) {
      const auto wire = (*frame)->wire().substr(count == 0 ? first_sent_ : 0);
      parts[count++] = to_part(wire);
      total += wire.size();
    }
    const auto sent = send_parts(fd, std::span(parts).first(count));
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
