#pragma once
// Accepts connections and speaks HTTP/1.1 on them.
//
// One acceptor (on the first loop) hands each new connection to the loop that carries the fewest;
// there it lives until it closes or is upgraded. Running out of file descriptors makes it wait, not
// end. Whoever breaks one of the `Limits` gets 400, 408, 413, 414 or 431 and is closed; connections
// beyond the limit get 503.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/asio.hpp"
#include "core/io_threads.hpp"
#include "http/client_address.hpp"
#include "http/limits.hpp"
#include "http/service.hpp"

namespace pomopomo::http {

// What holds for every request and every answer, whoever answers it.
struct Policy {
  TrustedProxies trusted_proxies;  // whose X-Forwarded-For counts; default: nobody's
  std::string headers;             // complete lines added to each answer (security_headers())
  std::string html_headers;        // added to text/html answers besides
  TranslateError translate;
};

class Listener {
 public:
  // Maps a path to the service that answers it. Called on each request, on any loop; must be quick.
  using Dispatch = std::function<Service&(std::string_view path)>;
  // Requires: `io` and the services outlive the listener.
  Listener(IoThreads& io, Limits limits, Dispatch dispatch, Policy policy = {});
  // Cuts what is still open and waits until no handler runs. Thread: not one of the loops.
  ~Listener();

  // Binds and listens. Throws std::system_error with the address in its text (port taken, not
  // permitted, no address).
  void listen(const std::string& address, std::uint16_t port);
  // Replaces the policy, which may depend on the port. Requires: the loops do not run yet.
  void set_policy(Policy policy);
  std::uint16_t port() const;  // the bound one, also when 0 was asked
  // From now on each answer is its connection's last, and idle connections close; new ones are
  // still accepted, for one request each. Thread: any.
  void end_keep_alive();
  // `end_keep_alive`, and no new connections; one that has asked nothing yet has `linger_time` to
  // do so. Thread: any.
  void drain();
  // HTTP connections, without upgraded ones.
  std::size_t open_connections() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace pomopomo::http
