#pragma once
// For tests: stands between this program and PostgreSQL, and breaks connections at the moment that
// a test asks for. Each connection is carried by a thread of its own.

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

namespace pomopomo::storage::postgres {

class TcpProxy {
 public:
  enum class Fault {
    none,
    cut_before_commit,  // the server never sees COMMIT
    cut_after_commit,   // the server runs it; its answer is lost
    swallow_commit,     // neither is anything answered, nor does the connection end
    swallow,            // nothing passes any more
    refuse,             // connections end at once
  };

  explicit TcpProxy(std::uint16_t server) : server_(server), listener_(open_listener()) {
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~TcpProxy() {
    ending_ = true;
    acceptor_.join();
    for (auto& link : links_) link.join();
    ::close(listener_);
  }
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;

  std::uint16_t port() const { return port_of(listener_); }

  // How many connections were refused.
  int refused() const { return refused_; }

  // A fault of COMMIT befalls the next one only, after which `then` holds.
  void set(Fault fault, Fault then = Fault::none) {
    then_ = then;
    fault_ = fault;
  }

 private:
  static constexpr std::string_view kCommit{"COMMIT\0", 7};

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  static std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }
  static int open_listener() {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(0);
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, 64) != 0) {
      throw std::runtime_error("no port for a proxy");
    }
    return listener;
  }
  static constexpr int kLookMs = 10;
  static void pause() { ::poll(nullptr, 0, kLookMs); }
  static bool readable(int socket) {
    pollfd waiting{.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, kLookMs) > 0;
  }

  void accept_all() {
    while (!ending_) {
      if (!readable(listener_)) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      links_.emplace_back([this, client] { carry(client); });
    }
  }

  void carry(int client) {
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(server_);
    const bool refused =
        fault_ == Fault::refuse ||
        ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0;
    if (refused) ++refused_;
    while (!refused && !ending_) {
      if (fault_ == Fault::swallow) {
        pause();
        continue;
      }
      if (fault_ == Fault::refuse) break;
      std::array<pollfd, 2> sides = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
      ::poll(sides.data(), sides.size(), kLookMs);
      if (sides[0].revents && !forward(client, server, true)) break;
      if (sides[1].revents && !forward(server, client, false)) break;
    }
    ::close(client);
    ::close(server);
  }

  // Returns: false when the connection is to end.
  bool forward(int from, int to, bool to_server) {
    std::array<char, 65536> buffer;
    const auto size = ::recv(from, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    const std::string_view data(buffer.data(), static_cast<std::size_t>(size));
    const bool is_commit = to_server && data.find(kCommit) != data.npos;
    const Fault fault = is_commit ? next_of_commit() : Fault::none;
    if (fault == Fault::cut_before_commit) return false;
    if (::send(to, data.data(), data.size(), MSG_NOSIGNAL) != size) return false;
    if (fault == Fault::cut_after_commit) {
      // Once the server has answered it has committed.
      while (!ending_ && !readable(to)) continue;
      return false;
    }
    if (fault == Fault::swallow_commit) {
      while (!ending_) pause();
      return false;
    }
    return true;
  }

  Fault next_of_commit() {
    std::lock_guard lock(mutex_);
    const Fault fault = fault_;
    if (fault == Fault::cut_before_commit || fault == Fault::cut_after_commit ||
        fault == Fault::swallow_commit) {
      fault_ = then_.load();
      return fault;
    }
    return Fault::none;
  }

  const std::uint16_t server_;
  const int listener_;
  std::atomic<Fault> fault_ = Fault::none;
  std::atomic<Fault> then_ = Fault::none;
  std::mutex mutex_;
  std::atomic<int> refused_ = 0;
  std::atomic<bool> ending_ = false;
  std::thread acceptor_;
  std::list<std::thread> links_;  // of the acceptor, until it has ended
};

}  // namespace pomopomo::storage::postgres
