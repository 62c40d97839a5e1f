#include "addresses.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace pomopomo::load {

Route route_of(const Options& options, std::size_t index) {
  Route route;
  route.server.sin_family = AF_INET;
  route.server.sin_port = htons(options.port);
  if (inet_pton(AF_INET, options.host.c_str(), &route.server.sin_addr) != 1)
    throw std::runtime_error("--host: " + options.host + " is no IPv4 address");
  route.host = options.host + ":" + std::to_string(options.port);
  route.source.sin_family = AF_INET;
  const auto last = 2 + static_cast<std::uint32_t>(index % options.sources);
  const bool loopback = (ntohl(route.server.sin_addr.s_addr) >> 24) == 127;
  route.source.sin_addr.s_addr = htonl(loopback ? (127U << 24) + last : INADDR_ANY);
  return route;
}

int open_socket(const Route& route, bool blocking) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK), 0);
  if (fd < 0) throw std::system_error(errno, std::system_category(), "socket");
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // The port is chosen when connecting, so that each address has all ports for each server.
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&route.source), sizeof route.source) < 0) {
    const int error = errno;
    close(fd);
    throw std::system_error(error, std::system_category(), "bind");
  }
  return fd;
}

}  // namespace pomopomo::load
