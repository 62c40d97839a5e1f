#include "socketio/poller.hpp"

#include <cerrno>
#include <span>
#include <system_error>

namespace pomopomo::socketio {

namespace {

int make_epoll() {
  const int fd = ::epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return fd;
}

}  // namespace

Poller::Poller(asio::io_context& context) : epoll_(context, make_epoll()) {}

Poller::~Poller() {
  while (!watchers_.empty()) forget(watchers_.front());
}

bool Poller::watch(Watcher& watcher, int fd) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = &watcher}};
  if (::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_ADD, fd, &event) != 0) return false;
  watcher.fd_ = fd;
  watcher.interest_ = EPOLLIN;
  intrusive_ptr_add_ref(&watcher);
  watchers_.push_back(watcher);
  if (!waiting_) wait();
  return true;
}

void Poller::want(Watcher& watcher, std::uint32_t event, bool wanted) {
  const auto interest = wanted ? watcher.interest_ | event : watcher.interest_ & ~event;
  if (interest == watcher.interest_ || !watcher.is_linked()) return;
  watcher.interest_ = interest;
  epoll_event changed{.events = interest, .data = {.ptr = &watcher}};
  ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_MOD, watcher.fd_, &changed);
}

void Poller::forget(Watcher& watcher) {
  if (!watcher.is_linked()) return;
  ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_DEL, watcher.fd_, nullptr);
  for (auto& event : std::span(ready_).subspan(next_, end_ - next_)) {
    if (event.data.ptr == &watcher) event.data.ptr = nullptr;
  }
  watchers_.erase(watchers_.iterator_to(watcher));
  intrusive_ptr_release(&watcher);
}

void Poller::wait() {
  waiting_ = true;
  epoll_.async_wait(asio::posix::descriptor_base::wait_read,
                    [this](boost::system::error_code error) {
                      if (error) return;  // the poller is gone
                      dispatch();
                      wait();
                    });
}

// One turn; what is ready beyond it waits until others have had theirs.
void Poller::dispatch() {
  const auto count =
      ::epoll_wait(epoll_.native_handle(), ready_.data(), static_cast<int>(ready_.size()), 0);
  end_ = count < 0 ? 0 : static_cast<std::size_t>(count);
  for (next_ = 0; next_ < end_;) {
    const auto& event = ready_[next_++];
    const boost::intrusive_ptr<Watcher> watcher(static_cast<Watcher*>(event.data.ptr));
    if (watcher) watcher->on_ready(event.events);
  }
  next_ = end_ = 0;
}

}  // namespace pomopomo::socketio
