#include "http_lanes.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "addresses.hpp"

namespace pomopomo::load {

namespace {

constexpr std::size_t kLanes = 64;

void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::system_error(errno, std::system_category(), "send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::size_t length_of(std::string head) {
  std::ranges::transform(head, head.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::string_view kName = "\r\ncontent-length:";
  const auto at = head.find(kName);
  if (at == std::string::npos) throw std::runtime_error("an answer without length: " + head);
  return std::stoul(head.substr(at + kName.size()));
}

std::string receive(int fd) {
  std::string bytes;
  char chunk[4096];
  for (std::size_t wanted = 0; wanted == 0 || bytes.size() < wanted;) {
    const auto got = recv(fd, chunk, sizeof chunk, 0);
    if (got <= 0) throw std::runtime_error("the server closed instead of answering");
    bytes.append(chunk, static_cast<std::size_t>(got));
    const auto end = bytes.find("\r\n\r\n");
    if (end != std::string::npos) wanted = end + 4 + length_of(bytes.substr(0, end));
  }
  if (!bytes.starts_with("HTTP/1.1 2")) throw std::runtime_error(bytes);
  return bytes.substr(bytes.find("\r\n\r\n") + 4);
}

}  // namespace

HttpLanes::HttpLanes(const Options& options) {
  for (std::size_t i = 0; i < kLanes; ++i) {
    const auto route = route_of(options, i);
    sockets_.push_back(open_socket(route, true));
    const auto* server = reinterpret_cast<const sockaddr*>(&route.server);
    if (connect(sockets_.back(), server, sizeof route.server) < 0)
      throw std::system_error(errno, std::system_category(), "connect to " + route.host);
  }
}

HttpLanes::~HttpLanes() {
  for (const int fd : sockets_) close(fd);
}

std::vector<std::string> HttpLanes::ask(const std::vector<std::string>& requests) {
  std::vector<std::string> answers;
  while (answers.size() < requests.size()) {
    const auto first = answers.size();
    const auto count = std::min(sockets_.size(), requests.size() - first);
    for (std::size_t i = 0; i < count; ++i) send_all(sockets_[i], requests[first + i]);
    for (std::size_t i = 0; i < count; ++i) answers.push_back(receive(sockets_[i]));
  }
  return answers;
}

}  // namespace pomopomo::load
