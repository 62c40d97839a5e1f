#include "http/acceptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/log.hpp"
#include "http/http_metrics.hpp"

namespace pomopomo::http {

namespace {

using boost::system::error_code;

constexpr int kAtOnce = 64;      // accepted in a row: the loop serves connections, too
constexpr int kLastOnes = 4096;  // the most that the system lets wait
constexpr std::chrono::milliseconds kPause{100};
constexpr std::chrono::minutes kComplaint{1};  // how often the same is logged

bool is_exhaustion(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_memory ||
         error == boost::system::errc::too_many_files_open_in_system ||
         error == asio::error::no_buffer_space;
}

asio::ip::address parse_address(const std::string& text) {
  if (text == "localhost") return asio::ip::address_v4::loopback();
  error_code error;
  const auto address = asio::ip::make_address(text, error);
  if (error)
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            "no IP address: " + text);
  return address;
}

}  // namespace

Acceptor::Acceptor(asio::io_context& loop, const std::string& address, std::uint16_t port,
                   Handlers handlers)
    : loop_(loop), acceptor_(loop), pause_(loop), handlers_(std::move(handlers)) {
  const tcp::endpoint endpoint(parse_address(address), port);
  error_code error;
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (error) throw std::system_error(error, fmt::format("cannot listen on {}:{}", address, port));
  port_ = acceptor_.local_endpoint().port();
  reserve();
}

Acceptor::~Acceptor() {
  if (spare_ >= 0) ::close(spare_);
}

void Acceptor::start() {
  wait();
}

void Acceptor::close() {
  // Who waits already is taken first: closing the socket would reset them.
  for (int taken = 0; taken < kLastOnes && acceptor_.is_open(); ++taken) {
    if (handlers_.take(acceptor_)) break;
  }
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

void Acceptor::wait() {
  acceptor_.async_wait(tcp::acceptor::wait_read,
                       [self = shared_from_this()](const error_code& error) {
                         if (!error) self->take_waiting();
                       });
}

void Acceptor::take_waiting() {
  for (int taken = 0; taken < kAtOnce && acceptor_.is_open(); ++taken) {
    auto error = handlers_.take(acceptor_);
    if (is_exhaustion(error)) error = turn_away();
    if (error == asio::error::would_block || error == asio::error::try_again) break;
    if (!is_exhaustion(error)) continue;  // if any: the peer gave up while waiting
    complain(error);
    pause_.expires_after(kPause);
    pause_.async_wait([self = shared_from_this()](const error_code& stopped) {
      if (stopped) return;
      self->reserve();
      self->wait();
    });
    return;
  }
  if (acceptor_.is_open()) wait();
}

// Answers one who waits, with the spare descriptor. Returns: why nobody could be accepted.
error_code Acceptor::turn_away() {
  if (spare_ < 0) return asio::error::no_descriptors;
  ::close(std::exchange(spare_, -1));
  error_code error;
  auto socket = acceptor_.accept(loop_, error);
  if (!error) {
    count_refusal("descriptors");
    complain(asio::error::no_descriptors);
    // Nobody is waited for: the answer fits the socket's buffer. Unread input would make the close
    // a reset, and the client might lose the answer.
    std::array<char, 4096> request;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.read_some(asio::buffer(request), ignored);
    socket.write_some(asio::buffer(handlers_.no_room()), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    socket.close(ignored);
  }
  reserve();
  return error;
}

void Acceptor::reserve() {
  if (spare_ < 0) spare_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void Acceptor::complain(const error_code& error) {
  const auto now = std::chrono::steady_clock::now();
  if (complained_ != std::chrono::steady_clock::time_point() && now - complained_ < kComplaint)
    return;
  complained_ = now;
  log::error("out_of_descriptors", {{"error", error.message()}});
}

}  // namespace pomopomo::http
