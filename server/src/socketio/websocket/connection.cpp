#include "socketio/websocket/connection.hpp"

#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <cerrno>

#include "socketio/metrics.hpp"

namespace pomopomo::socketio::websocket {

namespace {

constexpr std::chrono::seconds kFarewell{2};
constexpr int kReadsInARow = 4;  // then others have their turn

}  // namespace

Connection::Connection(tcp::socket socket, http::ConnectionSlot slot, Loop& loop,
                       const ConnectionLimits& limits)
    : socket_(std::move(socket)),
      slot_(std::move(slot)),
      loop_(loop),
      limits_(limits),
      parser_(limits.parser),
      deadline_(&on_deadline, this),
      last_received_(std::chrono::system_clock::now()) {
  boost::system::error_code ignored;  // a socket that is gone shows it at the first read
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
}

void Connection::start(Owner& owner, std::string_view greeting, std::string early) {
  owner_ = &owner;
  // Nothing was sent on this socket for a while: the greeting fits into its buffer.
  const auto sent = ::send(socket_.native_handle(), greeting.data(), greeting.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(greeting.size())) return finish_later("transport error");
  stash_ = std::move(early);
  if (stash_.empty()) return wait_readable();
  paused_ = true;
  asio::post(loop_.context, [self = shared_from_this()] { self->resume(); });
}

void Connection::wait_readable() {
  if (waiting_ || state_ == State::closed) return;
  waiting_ = true;
  socket_.async_wait(tcp::socket::wait_read,
                     [self = shared_from_this()](boost::system::error_code error) {
                       self->waiting_ = false;
                       if (!error) self->on_readable();
                     });
}

void Connection::on_readable() {
  if (state_ == State::closing) {
    if (discard_input()) return wait_readable();
    return abort();
  }
  for (int i = 0; i < kReadsInARow && state_ == State::open && !paused_; ++i) {
    const auto size = ::recv(socket_.native_handle(), loop_.buffer.data(), loop_.buffer.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return finish("transport error");
    if (size == 0) return finish("transport close");
    last_received_ = std::chrono::system_clock::now();
    consume(std::span(loop_.buffer).first(static_cast<std::size_t>(size)));
    if (static_cast<std::size_t>(size) < loop_.buffer.size()) break;
  }
  if (state_ != State::closed && !paused_) wait_readable();
}

void Connection::consume(std::span<char> input) {
  consuming_ = true;
  while (state_ == State::open) {
    if (paused_) {
      stash_.append(input.data(), input.size());
      break;
    }
    const auto event = parser_.next(input);
    if (event.kind == Event::Kind::none) break;
    handle(event);
  }
  consuming_ = false;
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
  if (!paused_ || state_ != State::open || consuming_) {
    paused_ = false;
    return;
  }
  paused_ = false;
  if (!stash_.empty()) {
    auto input = std::move(stash_);
    stash_ = {};
    consume(input);
  }
  if (state_ != State::closed && !paused_) wait_readable();
}

void Connection::send(const FramePtr& frame) {
  if (state_ == State::open) write(frame);
}

void Connection::write(const FramePtr& frame) {
  if (doomed_) return;
  std::size_t sent = 0;
  if (!outbox_) {
    const auto wire = frame->wire();
    const auto taken = ::send(socket_.native_handle(), wire.data(), wire.size(), MSG_NOSIGNAL);
    if (taken == static_cast<ssize_t>(wire.size())) return;
    if (taken < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      return finish_later("transport error");
    }
    sent = taken < 0 ? 0 : static_cast<std::size_t>(taken);
    outbox_ = std::make_unique<Outbox>();
    if (state_ == State::open) loop_.wheel.arm(deadline_, limits_.stall);
    wait_writable();
  }
  outbox_->push(frame, sent);
  if (outbox_->bytes() > limits_.queue_bytes) {
    metrics::count_limit("max_queue");
    finish_later("slow_consumer");
  }
}

void Connection::wait_writable() {
  socket_.async_wait(tcp::socket::wait_write,
                     [self = shared_from_this()](boost::system::error_code error) {
                       if (!error) self->on_writable();
                     });
}

void Connection::on_writable() {
  if (state_ == State::closed || !outbox_) return;
  switch (outbox_->flush(socket_.native_handle())) {
    case Outbox::Flushed::failed:
      finish("transport error");
      return abort();
    case Outbox::Flushed::all:
      outbox_.reset();
      if (state_ == State::closing) return linger();
      return deadline_.cancel();
    case Outbox::Flushed::some:
      if (state_ == State::open) loop_.wheel.arm(deadline_, limits_.stall);
      [[fallthrough]];
    case Outbox::Flushed::nothing:
      return wait_writable();
  }
}

void Connection::close(CloseCode code, std::string_view reason) {
  owner_ = nullptr;
  if (state_ == State::open)
    begin_close(make_close_frame(static_cast<std::uint16_t>(code), reason));
}

void Connection::begin_close(const FramePtr& close_frame) {
  write(close_frame);
  if (state_ == State::closed) return;
  state_ = State::closing;
  loop_.wheel.arm(deadline_, kFarewell);
  if (!outbox_) linger();
  wait_readable();
}

// All is sent. Closing at once would reset the connection if input is unread, and the peer might
// lose our last bytes.
void Connection::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

// Returns: false when the peer is gone.
bool Connection::discard_input() {
  for (int i = 0; i < kReadsInARow; ++i) {
    const auto size = ::recv(socket_.native_handle(), loop_.buffer.data(), loop_.buffer.size(), 0);
    if (size > 0) continue;
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  }
  return true;
}

void Connection::abort() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  deadline_.cancel();
  outbox_.reset();
  boost::system::error_code ignored;
  socket_.close(ignored);
  slot_ = {};
}

// Tells the owner. While the closing handshake runs the socket stays, else it is closed.
void Connection::finish(std::string_view reason) {
  if (state_ == State::open) abort();
  if (auto* owner = std::exchange(owner_, nullptr)) owner->on_closed(reason);
}

void Connection::finish_later(std::string_view reason) {
  doomed_ = true;
  asio::post(loop_.context, [self = shared_from_this(), reason] {
    self->abort();
    self->finish(reason);
  });
}

void Connection::on_deadline(void* self) {
  auto& connection = *static_cast<Connection*>(self);
  const auto keep = connection.shared_from_this();
  if (connection.state_ == State::open) metrics::count_limit("stall_timeout");
  connection.abort();
  connection.finish("slow_consumer");
}

}  // namespace pomopomo::socketio::websocket
