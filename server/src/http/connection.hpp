#pragma once
// One HTTP connection: reads a request, lets its service answer, writes the answer, again and
// again. Internal to http/.
//
// Threading: lives on one loop and is touched nowhere else. Lifetime: its own coroutine holds it;
// ending that coroutine (end of stream, deadline, refusal, upgrade, cancellation) ends the
// connection and closes the socket. Deadlines cost nothing per request: each phase only notes an
// instant, and the loop's sweep looks at all of them.

#include <atomic>
#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/intrusive/list.hpp>

#include "core/asio.hpp"
#include "http/head_check.hpp"
#include "http/listener.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

class RequestParser;
class ResponseWriter;

// What a listener and its connections share.
struct Context {
  Limits limits;
  Listener::Dispatch dispatch;
  Policy policy;
  std::atomic<bool> draining = false;     // each answer is its connection's last
  std::atomic<std::size_t> live = 0;      // connections whose coroutine has not ended
  std::atomic<std::size_t> refusing = 0;  // of those, the ones that are only told why not
};

class Connection final : public std::enable_shared_from_this<Connection>,
                         public boost::intrusive::list_base_hook<
                             boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  using Clock = std::chrono::steady_clock;
  using List = boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>>;

  Connection(std::shared_ptr<Context> context, tcp::socket socket, ConnectionSlot slot);
  ~Connection();

  // Serves, or only tells why not. Requires: called on the socket's loop.
  void start(std::optional<Refusal> refusal);
  // Interrupts the phase whose time is over.
  void check_deadline(Clock::time_point now);
  // Ends the connection if it waits for another request; else its next answer is the last.
  void drain();
  // No connection is accepted any more: one that has asked nothing yet may do so for a moment.
  void hurry();
  // Ends the connection wherever it stands.
  void cancel();

 private:
  enum class Phase { idle, head, body, handling, writing, lingering };
  enum class Fill { data, closed, interrupted };

  asio::awaitable<void> run(std::optional<Refusal> refusal);
  asio::awaitable<bool> serve_next();
  asio::awaitable<std::expected<bool, Refusal>> read_request(RequestParser& parser);
  asio::awaitable<Response> handle(Service& service, Request& request);
  asio::awaitable<bool> write(ResponseWriter& writer);
  asio::awaitable<void> refuse(Refusal refusal);
  asio::awaitable<void> linger();
  asio::awaitable<Fill> fill();

  bool has_input() const;
  void hand_over(Service& service, Request request);
  void watch_peer();
  void peer_stirred();
  boost::asio::ip::address client_address(const Headers& headers) const;

  std::shared_ptr<Context> context_;
  tcp::socket socket_;
  ConnectionSlot slot_;
  asio::cancellation_signal cancel_;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::string in_;  // received, not parsed yet
  unsigned watch_ = 0;
  Phase phase_ = Phase::idle;
  bool fresh_ = true;  // no request was read yet
};

}  // namespace pomopomo::http
