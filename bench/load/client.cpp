#include "client.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "frame.hpp"

namespace pomopomo::load {

namespace {

std::string upgrade_request(const Route& route) {
  return "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + route.host +
         "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

const std::string kPongPacket = make_text("3");

}  // namespace

Client::~Client() {
  close();
}

void Client::open(const Route& route, std::string auth) {
  auth_ = std::move(auth);
  fd_ = open_socket(route, false);
  state_ = State::connecting;
  const auto* address = reinterpret_cast<const sockaddr*>(&route.server);
  const bool pending = connect(fd_, address, sizeof route.server) < 0;
  if (pending && errno != EINPROGRESS) return lose(std::strerror(errno));
  out_ = upgrade_request(route);
  loop_.watch(fd_, *this, true);
}

void Client::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
  ++connection_;
  state_ = State::closed;
  in_.clear();
  out_.clear();
}

void Client::send(std::string_view frame) {
  if (fd_ < 0) return;
  if (out_.empty()) {
    const auto sent = ::send(fd_, frame.data(), frame.size(), MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(frame.size())) return;
    if (sent < 0 && errno != EAGAIN) return;  // reading tells
    if (sent > 0) frame.remove_prefix(static_cast<std::size_t>(sent));
    loop_.change(fd_, *this, true);
  }
  out_ += frame;
}

void Client::on_ready(bool readable, bool writable) {
  if (writable && fd_ >= 0) flush();
  if (readable && fd_ >= 0) read();
}

void Client::flush() {
  if (state_ == State::connecting) state_ = State::upgrading;
  const auto sent = ::send(fd_, out_.data(), out_.size(), MSG_NOSIGNAL);
  if (sent < 0) {
    if (errno != EAGAIN) lose(std::strerror(errno));
    return;
  }
  out_.erase(0, static_cast<std::size_t>(sent));
  if (out_.empty()) loop_.change(fd_, *this, false);
}

void Client::read() {
  auto& buffer = loop_.buffer();
  const auto got = recv(fd_, buffer.data(), buffer.size(), 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got < 0) return lose(std::strerror(errno));
  if (got == 0) return lose("closed by the server");
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
  if (in_.empty()) return take(bytes);
  in_ += bytes;
  const auto all = std::exchange(in_, {});
  take(all);
}

// What is left over at the end waits for the rest. An owner may close the client, or open it anew,
// while it is told something: then the rest of the old connection is nobody's.
void Client::take(std::string_view bytes) {
  const auto connection = connection_;
  if (state_ == State::upgrading) {
    const auto size = take_upgrade(bytes);
    if (connection_ != connection) return;
    bytes.remove_prefix(size);
  }
  while (state_ >= State::opening) {
    const auto frame = read_frame(bytes);
    if (frame.size == 0) break;
    if (frame.opcode == kText) take_text(frame.payload);
    if (frame.opcode == kPing) send(make_frame(kPong, frame.payload));
    if (frame.opcode == kClose) return lose("closed by the server");
    if (connection_ != connection) return;
    bytes.remove_prefix(frame.size);
  }
  in_ = bytes;
}

// Returns: the length of the answer to the upgrade; 0 while it is not complete.
std::size_t Client::take_upgrade(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  if (!bytes.starts_with("HTTP/1.1 101")) {
    lose(std::string(bytes.substr(0, bytes.find('\r'))));
    return 0;
  }
  state_ = State::opening;
  return end + 4;
}

// An Engine.IO packet: `0` open, `2` ping, `4` message.
void Client::take_text(std::string_view text) {
  if (text.empty()) return;
  const char type = text.front();
  if (type == '2') return send(kPongPacket);
  if (state_ == State::connected) {
    if (type == '4') owner_.on_packet(*this, text.substr(1));
    return;
  }
  if (state_ == State::opening && type == '0') {
    state_ = State::greeting;
    send(make_text("40" + auth_));
  } else if (state_ == State::greeting && text.starts_with("40")) {
    state_ = State::connected;
    owner_.on_connected(*this);
  } else if (text.starts_with("44")) {
    lose(std::string(text));
  }
}

void Client::lose(std::string_view why) {
  close();
  owner_.on_lost(*this, why);
}

}  // namespace pomopomo::load
