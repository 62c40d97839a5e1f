#pragma once
// Accepts connections and speaks HTTP/1.1 on them (Beast's parser and serialiser inside, hidden here).
//
// One acceptor hands each new connection to the loop with the fewest; it survives running out of file descriptors.
// Keep-alive, deadlines and size limits as in `Limits`; whoever breaks one gets 400, 408, 413, 414 or 431 and is closed.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/asio.hpp"
#include "core/io_threads.hpp"
#include "http/service.hpp"

namespace pomopomo::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;     // request line and headers together
  std::size_t header_count = 100;
  std::size_t target_bytes = 8 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::chrono::milliseconds header_time{10'000};  // for all headers, from the first byte
  std::chrono::milliseconds body_time{20'000};
  std::chrono::milliseconds write_time{20'000};   // without progress
  std::chrono::milliseconds idle_time{75'000};    // between requests
  std::size_t connections = 20'000;
};

class Listener {
 public:
  // Maps a path to the service that answers it. Called on each request; must be quick.
  using Dispatch = std::function<Service&(std::string_view path)>;
  // Body limit for a path, in bytes (others than Limits::body_bytes).
  Listener(IoThreads& io, Limits limits, Dispatch dispatch);
  ~Listener();

  // Binds and listens. Throws std::system_error with the address in its text (port taken, not permitted).
  void listen(const std::string& address, std::uint16_t port);
  std::uint16_t port() const;  // the bound one, also when 0 was asked
  // No new connections; idle ones close; running requests are answered with `Connection: close`.
  void drain();
  std::size_t open_connections() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace pomopomo::http
