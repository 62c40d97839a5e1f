#include "socketio/websocket/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>

#include "socketio/metrics.hpp"

namespace pomopomo::socketio::websocket {

namespace {

constexpr std::chrono::seconds kFarewell{2};

}  // namespace

Connection::Connection(FileDescriptor socket, http::ConnectionSlot slot, Loop& loop,
                       const ConnectionLimits& limits)
    : socket_(std::move(socket)),
      slot_(std::move(slot)),
      loop_(loop),
      limits_(limits),
      parser_(limits.parser),
      last_received_(std::chrono::system_clock::now()) {}

void Connection::start(Owner& owner, std::string_view greeting, std::string early) {
  owner_ = &owner;
  // Nothing was sent on this socket for a while: the greeting fits into its buffer.
  const auto sent =
      ::send(socket_.get(), greeting.data(), greeting.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  const bool greeted = sent == static_cast<ssize_t>(greeting.size());
  if (!loop_.poller.watch(*this, socket_.get()) || !greeted) return finish_later("transport error");
  if (early.empty()) return;
  paused_ = true;
  stash_ = std::make_unique<std::string>(std::move(early));
  asio::post(loop_.context, [self = ConnectionPtr(this)] { self->resume(); });
}

void Connection::on_ready(std::uint32_t events) {
  if (outbox_ && (events & ~EPOLLIN) != 0) on_writable();
  if ((events & ~EPOLLOUT) == 0 || state_ == State::closed) return;
  if (state_ == State::closing) {
    if (!discard_input()) abort();
  } else if (!paused_) {
    on_readable();
  } else if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
    finish("transport close");  // it says so again and again until it is closed
  } else {
    loop_.poller.want_input(*this, false);
  }
}

void Connection::on_readable() {
  const auto size = ::recv(socket_.get(), loop_.buffer.data(), loop_.buffer.size(), MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
  if (size < 0) return finish("transport error");
  if (size == 0) return finish("transport close");
  last_received_ = std::chrono::system_clock::now();
  consume(std::span(loop_.buffer).first(static_cast<std::size_t>(size)));
}

void Connection::consume(std::span<char> input) {
  Cork cork;
  cork_ = &cork;
  while (state_ == State::open) {
    if (paused_) {
      if (!stash_) stash_ = std::make_unique<std::string>();
      stash_->append(input.data(), input.size());
      break;
    }
    const auto event = parser_.next(input);
    if (event.kind == Event::Kind::none) break;
    handle(event);
  }
  uncork();
}

void Connection::handle(const Event& event) {
  switch (event.kind) {
    case Event::Kind::text:
    case Event::Kind::binary:
      if (owner_) owner_->on_message(event.kind == Event::Kind::binary, event.data);
      return;
    case Event::Kind::ping:
      write(make_frame(Opcode::pong, event.data));
      return count_control_frame();
    case Event::Kind::pong:
      return count_control_frame();
    case Event::Kind::close:
      begin_close(make_close_frame(event.code));
      return finish("transport close");
    case Event::Kind::error:
      if (event.code == static_cast<std::uint16_t>(CloseCode::too_big))
        metrics::count_limit("max_payload");
      if (event.code == static_cast<std::uint16_t>(CloseCode::policy))
        metrics::count_limit("max_fragments");
      begin_close(make_close_frame(event.code, event.data));
      return finish("parse error");
    case Event::Kind::none:
      return;
  }
}

void Connection::count_control_frame() {
  const auto second = static_cast<std::uint32_t>(
      std::chrono::duration_cast<std::chrono::seconds>(last_received_.time_since_epoch()).count());
  if (second != control_second_) {
    control_second_ = second;
    control_frames_ = 0;
  }
  if (limits_.control_frames == 0 || ++control_frames_ <= limits_.control_frames) return;
  metrics::count_limit("max_control_frames");
  if (state_ != State::open) return;
  begin_close(make_close_frame(static_cast<std::uint16_t>(CloseCode::policy), "too many pings"));
  finish("parse error");
}

void Connection::resume() {
  if (!std::exchange(paused_, false) || state_ != State::open || cork_) return;
  const ConnectionPtr keep(this);
  if (const auto input = std::exchange(stash_, nullptr)) consume(*input);
  if (!paused_) loop_.poller.want_input(*this, true);
}

void Connection::send(const FramePtr& frame) {
  if (state_ == State::open) write(frame);
}

void Connection::write(const FramePtr& frame) {
  if (!cork_) return write_now({&frame, 1});
  cork_->push_back(frame);
  if (cork_->size() < cork_->capacity()) return;
  write_now(*cork_);
  cork_->clear();
}

void Connection::uncork() {
  if (const auto* cork = std::exchange(cork_, nullptr); cork && !cork->empty()) write_now(*cork);
}

void Connection::write_now(std::span<const FramePtr> frames) {
  if (doomed_ || state_ == State::closed) return;
  std::size_t sent = 0;
  if (!outbox_) {
    const auto taken = send_frames(socket_.get(), frames);
    if (taken < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      return finish_later("transport error");
    }
    sent = taken < 0 ? 0 : static_cast<std::size_t>(taken);
  }
  for (const auto& frame : frames) {
    const auto size = frame->wire().size();
    const auto sent_of_it = std::min(sent, size);
    sent -= sent_of_it;
    if (sent_of_it < size) queue(frame, sent_of_it);
  }
}

void Connection::queue(const FramePtr& frame, std::size_t sent) {
  if (!outbox_) {
    outbox_ = std::make_unique<Outbox>();
    if (state_ == State::open) arm_deadline(limits_.stall);
    loop_.poller.want_output(*this, true);
  }
  outbox_->push(frame, sent);
  if (outbox_->bytes() > limits_.queue_bytes && !doomed_) {
    metrics::count_limit("max_queue");
    finish_later("slow_consumer");
  }
}

void Connection::on_writable() {
  switch (outbox_->flush(socket_.get())) {
    case Outbox::Flushed::failed:
      finish("transport error");
      return abort();
    case Outbox::Flushed::all:
      outbox_.reset();
      loop_.poller.want_output(*this, false);
      if (state_ == State::closing) return linger();
      return deadline_.cancel();
    case Outbox::Flushed::some:
      if (state_ == State::open) arm_deadline(limits_.stall);
      return;
    case Outbox::Flushed::nothing:
      return;
  }
}

void Connection::close(CloseCode code, std::string_view reason) {
  owner_ = nullptr;
  if (state_ == State::open)
    begin_close(make_close_frame(static_cast<std::uint16_t>(code), reason));
}

void Connection::begin_close(const FramePtr& close_frame) {
  uncork();
  write(close_frame);
  if (state_ == State::closed) return;
  state_ = State::closing;
  arm_deadline(kFarewell);
  if (!outbox_) linger();
  loop_.poller.want_input(*this, true);
}

// All is sent. Closing at once would reset the connection if input is unread, and the peer might
// lose our last bytes.
void Connection::linger() {
  ::shutdown(socket_.get(), SHUT_WR);
}

// Returns: false when the peer is gone.
bool Connection::discard_input() {
  const auto size = ::recv(socket_.get(), loop_.buffer.data(), loop_.buffer.size(), MSG_DONTWAIT);
  return size > 0 || (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
}

void Connection::abort() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  deadline_.cancel();
  outbox_.reset();
  slot_ = {};
  const ConnectionPtr keep(this);
  loop_.poller.forget(*this);
  socket_.close();
}

// Tells the owner. While the closing handshake runs the socket stays, else it is closed.
void Connection::finish(std::string_view reason) {
  if (state_ == State::open) abort();
  if (auto* owner = std::exchange(owner_, nullptr)) owner->on_closed(reason);
}

void Connection::finish_later(std::string_view reason) {
  doomed_ = true;
  asio::post(loop_.context, [self = ConnectionPtr(this), reason] {
    self->abort();
    self->finish(reason);
  });
}

void Connection::arm_deadline(std::chrono::milliseconds after) {
  deadline_.arm(loop_.wheel, &on_deadline, this, after);
}

void Connection::on_deadline(void* self) {
  const ConnectionPtr connection(static_cast<Connection*>(self));
  if (connection->state_ == State::open) metrics::count_limit("stall_timeout");
  connection->abort();
  connection->finish("slow_consumer");
}

}  // namespace pomopomo::socketio::websocket
