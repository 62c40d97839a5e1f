#include "loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace pomopomo::load {

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)), buffer_(256 * 1024, '\0') {
  if (epoll_ < 0) throw std::system_error(errno, std::system_category(), "epoll_create1");
}

Loop::~Loop() {
  close(epoll_);
}

void Loop::watch(int fd, Handler& handler, bool for_writing) {
  control(EPOLL_CTL_ADD, fd, handler, for_writing);
}

void Loop::change(int fd, Handler& handler, bool for_writing) {
  control(EPOLL_CTL_MOD, fd, handler, for_writing);
}

void Loop::control(int operation, int fd, Handler& handler, bool for_writing) {
  epoll_event event{};
  event.events = EPOLLIN | (for_writing ? EPOLLOUT : 0U);
  event.data.ptr = &handler;
  if (epoll_ctl(epoll_, operation, fd, &event) < 0)
    throw std::system_error(errno, std::system_category(), "epoll_ctl");
}

void Loop::poll(Clock::time_point until) {
  const auto wait = std::max(until - Clock::now(), Clock::duration::zero());
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
  const timespec timeout{seconds.count(), std::chrono::nanoseconds(wait - seconds).count()};
  std::array<epoll_event, 512> events;
  const int ready = epoll_pwait2(epoll_, events.data(), events.size(), &timeout, nullptr);
  for (int i = 0; i < ready; ++i) {
    const auto flags = events[static_cast<std::size_t>(i)].events;
    static_cast<Handler*>(events[static_cast<std::size_t>(i)].data.ptr)
        ->on_ready(flags & (EPOLLIN | EPOLLHUP | EPOLLERR), flags & EPOLLOUT);
  }
}

}  // namespace pomopomo::load
