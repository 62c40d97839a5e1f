#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <stdexcept>

#include "core/random.hpp"
#include "http/test_client.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace {

// Says whether a suspended handler was cancelled, from its frame's destruction or unwinding.
struct CancelReport {
  Witness& witness;
  bool finished = false;
  ~CancelReport() {
    if (!finished) witness.set("cancelled");
  }
};

}  // namespace

Client::Client(std::uint16_t port, int receive_buffer)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval limit{.tv_sec = 10, .tv_usec = 0};
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const int on = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (receive_buffer > 0)
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);

  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    throw std::runtime_error("cannot connect");
  }
}

Client::~Client() {
  close();
}

void Client::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

bool Client::readable_within(std::chrono::milliseconds time) const {
  pollfd poll_for{.fd = fd_, .events = POLLIN, .revents = 0};
  return ::poll(&poll_for, 1, static_cast<int>(time.count())) > 0;
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server closed; `read` shows it
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Client::fill() {
  char buffer[16384];
  const auto got = ::recv(fd_, buffer, sizeof buffer, 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    ADD_FAILURE() << "the server said nothing for 10 s";
  if (got <= 0) return false;
  in_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

Answer Client::read(bool head_only) {
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  Answer answer;
  std::string_view head = std::string_view(in_).substr(0, end);
  std::from_chars(head.data() + 9, head.data() + 12, answer.status);
  for (auto at = head.find("\r\n"); at != std::string_view::npos;) {
    const auto next = head.find("\r\n", at + 2);
    const auto line = head.substr(at + 2, next == std::string_view::npos ? next : next - at - 2);
    const auto colon = line.find(": ");
    answer.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
    at = next;
  }
  in_.erase(0, end + 4);
  std::size_t length = 0;
  const auto declared = answer.headers.get("content-length");
  std::from_chars(declared.data(), declared.data() + declared.size(), length);
  if (!head_only) answer.body = read_raw(length).substr(0, length);
  if (!head_only) in_.erase(0, length);
  return answer;
}

std::string Client::read_raw(std::size_t bytes) {
  while (in_.size() < bytes && fill()) {
  }
  return in_;
}

std::size_t Client::sip() {
  char byte = 0;
  return ::recv(fd_, &byte, 1, MSG_DONTWAIT) == 1 ? 1 : 0;
}

bool Client::closed() {
  errno = 0;
  while (fill()) {
  }
  return errno != EAGAIN && errno != EWOULDBLOCK;
}

void Witness::set(std::string_view what) {
  const std::lock_guard lock(mutex_);
  seen_.emplace_back(what);
  changed_.notify_all();
}

bool Witness::wait(std::string_view what, int times) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::minutes(1),
                           [&] { return std::ranges::count(seen_, what) >= times; });
}

bool Witness::has(std::string_view what) {
  const std::lock_guard lock(mutex_);
  return std::ranges::find(seen_, what) != seen_.end();
}

bool Witness::wait_until(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

asio::awaitable<Response> TestService::handle(const Request& request) {
  witness_.set(request.path);
  if (request.path == "/throw") throw std::runtime_error("on purpose");
  if (request.path == "/big") {
    Response response;
    response.shared_body = std::make_shared<std::string>(4'000'000, 'x');
    co_return response;
  }
  if (request.path == "/park") {
    CancelReport report{witness_};
    witness_.set("parked");
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::seconds(60));
    co_await timer.async_wait(asio::use_awaitable);
    report.finished = true;
  }
  if (request.path == "/pause") {
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(20));
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (request.path == "/address") co_return Response::text(200, request.remote.to_string());
  co_return Response::text(200, std::string(to_string(request.method)) + " " + request.path + " " +
                                    request.query + " " + request.body);
}

std::optional<Response> TestService::check_upgrade(const Request& request) {
  if (request.path != "/ws") return Response::text(403, "no");
  return std::nullopt;
}

void TestService::upgrade(tcp::socket socket, Request request, std::string early) {
  early_bytes = early;
  boost::system::error_code ignored;
  socket.write_some(asio::buffer(std::string_view("HTTP/1.1 101 Switching Protocols\r\n\r\nhello")),
                    ignored);
  upgraded.emplace_back(std::move(socket), std::move(request.slot));
  witness_.set("upgraded");
}

void ListenerTest::start() {
  init_random();
  io_->start();
  listener_ = std::make_unique<Listener>(
      *io_, limits_, [this](std::string_view) -> Service& { return service_; }, policy_);
  listener_->listen("127.0.0.1", 0);
}

void ListenerTest::TearDown() {
  listener_.reset();
  io_->stop();
  service_.upgraded.clear();
}

}  // namespace pomopomo::http
