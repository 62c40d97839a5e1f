#pragma once
// Tells many sockets of one loop when they can be read or written: an epoll of our own, which the
// loop watches as one descriptor.
//
// Asio keeps half a kilobyte for each waiting socket and asks the kernel anew after each read. Here
// a socket is registered once and costs what `Watcher` holds. Thread: the loop's.

#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/intrusive/list.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>

#include "core/asio.hpp"

namespace pomopomo::socketio {

class Poller {
 public:
  // Someone who waits for a socket. The poller holds a reference from `watch` to `forget`.
  class Watcher : public boost::intrusive::list_base_hook<> {
   public:
    Watcher() = default;
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

   protected:
    virtual ~Watcher() = default;

   private:
    friend class Poller;
    friend void intrusive_ptr_add_ref(Watcher* watcher) { ++watcher->references_; }
    friend void intrusive_ptr_release(Watcher* watcher) {
      if (--watcher->references_ == 0) delete watcher;
    }

    // `events` as epoll has them. Errors show at the next read or write.
    virtual void on_ready(std::uint32_t events) = 0;

    int fd_ = -1;
    std::uint32_t references_ = 0;
    std::uint32_t interest_ = 0;
  };

  explicit Poller(asio::io_context& context);
  // Forgets all that are still there.
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // Waits for input at `fd`, until `forget`. Returns: false when the system refuses.
  bool watch(Watcher& watcher, int fd);
  void want_input(Watcher& watcher, bool wanted) { want(watcher, EPOLLIN, wanted); }
  void want_output(Watcher& watcher, bool wanted) { want(watcher, EPOLLOUT, wanted); }
  // Before `fd` is closed. May destroy the watcher.
  void forget(Watcher& watcher);

 private:
  void want(Watcher& watcher, std::uint32_t event, bool wanted);
  void wait();
  void dispatch();

  asio::posix::stream_descriptor epoll_;
  bool waiting_ = false;
  boost::intrusive::list<Watcher, boost::intrusive::constant_time_size<false>> watchers_;
  std::array<epoll_event, 128> ready_;  // of one turn
  std::size_t next_ = 0;                // the first in it that was not told yet
  std::size_t end_ = 0;
};

}  // namespace pomopomo::socketio
