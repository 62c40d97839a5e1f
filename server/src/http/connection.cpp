#include "http/connection.hpp"

#include <algorithm>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "core/log.hpp"
#include "http/http_metrics.hpp"
#include "http/refusal.hpp"
#include "http/request_parser.hpp"
#include "http/response_writer.hpp"

namespace pomopomo::http {

namespace {

using boost::system::error_code;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kPipelinedBytes =
    16 * 1024;  // taken while a request is handled; then reading stops
constexpr std::size_t kIdleBytes = 2 * 1024;  // of buffer that an idle connection may keep

// One read buffer a thread: a waiting connection owns none.
std::array<char, kReadBytes>& scratch() {
  thread_local std::array<char, kReadBytes> buffer;
  return buffer;
}

bool would_block(const error_code& error) {
  return error == asio::error::would_block || error == asio::error::try_again;
}

void report_end(const std::exception_ptr& failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    if (error.code() == asio::error::operation_aborted) return;  // cancellation is no error
    log::error("connection_failed", {{"error", error.what()}});
  } catch (const std::exception& error) {
    log::error("connection_failed", {{"error", error.what()}});
  }
}

}  // namespace

Connection::Connection(std::shared_ptr<Context> context, tcp::socket socket, ConnectionSlot slot)
    : context_(std::move(context)), socket_(std::move(socket)), slot_(std::move(slot)) {
  count_connection(+1);
}

Connection::~Connection() {
  count_connection(-1);
}

void Connection::start(std::optional<Refusal> refusal) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
  asio::co_spawn(socket_.get_executor(), run(refusal),
                 asio::bind_cancellation_slot(
                     cancel_.slot(), [self = shared_from_this(),
                                      refusing = refusal.has_value()](std::exception_ptr failure) {
                       report_end(failure);
                       if (refusing) --self->context_->refusing;
                       error_code ignored_too;
                       self->socket_.close(ignored_too);
                       self->unlink();
                       if (--self->context_->live == 0) self->context_->live.notify_all();
                     }));
}

void Connection::check_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::drain() {
  if (phase_ != Phase::idle || fresh_) return;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::hurry() {
  if (phase_ != Phase::idle || !fresh_) return;
  deadline_ = std::min(deadline_, Clock::now() + context_->limits.linger_time);
}

void Connection::cancel() {
  cancel_.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> Connection::run(std::optional<Refusal> refusal) {
  if (refusal) {
    co_await refuse(*refusal);
    co_return;
  }
  while (co_await serve_next()) {
  }
}

// Returns: whether another request may follow.
asio::awaitable<bool> Connection::serve_next() {
  RequestParser parser(context_->limits, [this](const Request& head) {
    return context_->dispatch(head.path).body_limit(head, context_->limits.body_bytes);
  });
  const auto read = co_await read_request(parser);
  if (!read) {
    co_await refuse(read.error());
    co_return false;
  }
  if (!*read) co_return false;

  const auto started = Clock::now();
  auto request = std::move(parser.request());
  request.request_id = new_request_id();
  request.remote = client_address(request.headers);
  auto& service = context_->dispatch(request.path);

  Response response;
  if (request.websocket_upgrade) {
    auto refusal = service.check_upgrade(request);
    if (!refusal) {
      hand_over(service, std::move(request));
      co_return false;
    }
    response = std::move(*refusal);
    response.close = true;
  } else {
    response = co_await handle(service, request);
  }
  if (!parser.keep_alive() || context_->draining) response.close = true;

  const bool last = response.close;
  const auto took = Clock::now() - started;
  const auto route = response.route.empty() ? service.name() : response.route;
  count_request(route, request.method, response.status, took);
  log::debug("request",
             {{"request", request.request_id},
              {"method", to_string(request.method)},
              {"route", route},
              {"status", response.status},
              {"us", std::chrono::duration_cast<std::chrono::microseconds>(took).count()}});
  ResponseWriter writer(std::move(response), request.request_id, context_->policy,
                        request.method != Method::head);
  if (!co_await write(writer)) co_return false;
  if (last) co_await linger();
  co_return !last;
}

// Returns: false when the connection ended without a request that wants an answer.
asio::awaitable<std::expected<bool, Refusal>> Connection::read_request(RequestParser& parser) {
  const auto& limits = context_->limits;
  phase_ = Phase::idle;
  if (in_.empty() && in_.capacity() > kIdleBytes) in_ = {};
  deadline_ = Clock::now() + (fresh_ ? limits.header_time : limits.idle_time);
  Clock::time_point body_started;
  for (;;) {
    if (!in_.empty()) {
      if (phase_ == Phase::idle) {
        phase_ = Phase::head;
        if (!fresh_) deadline_ = Clock::now() + limits.header_time;
      }
      const auto progress = parser.feed(in_);
      if (!progress) co_return std::unexpected(progress.error());
      if (*progress == RequestParser::Progress::done) break;
      if (*progress == RequestParser::Progress::body) {
        if (phase_ != Phase::body) {
          phase_ = Phase::body;
          body_started = Clock::now();
          auto& head = parser.request();
          head.hold = context_->dispatch(head.path).expect_body(head);
          if (parser.expects_continue() && in_.empty() && parser.body_received() == 0) {
            error_code
                ignored;  // a full send buffer here: the client goes on by itself after a while
            socket_.write_some(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")),
                               ignored);
          }
        }
        deadline_ = body_started + limits.body_time +
                    std::chrono::milliseconds(parser.body_received() * 1000 / limits.least_rate);
      }
    } else if (phase_ == Phase::idle && !fresh_ && context_->draining && !has_input()) {
      co_return false;
    }
    const auto filled = co_await fill();
    if (filled == Fill::data) continue;
    if (filled == Fill::interrupted && phase_ == Phase::idle && !fresh_ && context_->draining)
      continue;
    if (filled == Fill::closed || phase_ == Phase::idle) co_return false;
    co_return std::unexpected(Refusal{408, "the request took too long",
                                      phase_ == Phase::body ? "body_time" : "header_time"});
  }
  fresh_ = false;
  deadline_ = Clock::time_point::max();
  co_return true;
}

asio::awaitable<Response> Connection::handle(Service& service, Request& request) {
  phase_ = Phase::handling;
  watch_peer();
  auto response = co_await answer(service, request, context_->policy.translate);
  ++watch_;
  error_code ignored;
  socket_.cancel(ignored);
  co_return response;
}

// While a handler is suspended nobody reads, so this does: it keeps pipelined bytes and tells the
// handler when the peer has gone. A full pipeline is left in the kernel, which slows the peer down.
void Connection::watch_peer() {
  socket_.async_wait(tcp::socket::wait_read,
                     [self = shared_from_this(), watch = watch_](const error_code& error) {
                       if (!error && watch == self->watch_) self->peer_stirred();
                     });
}

void Connection::peer_stirred() {
  error_code error;
  const auto bytes = socket_.read_some(asio::buffer(scratch()), error);
  if (error && !would_block(error) && error != asio::error::interrupted) {
    cancel();
    return;
  }
  in_.append(scratch().data(), bytes);
  if (in_.size() < kPipelinedBytes) watch_peer();
}

asio::awaitable<Connection::Fill> Connection::fill() {
  for (;;) {
    error_code error;
    const auto bytes = socket_.read_some(asio::buffer(scratch()), error);
    if (!error) {
      in_.append(scratch().data(), bytes);
      co_return Fill::data;
    }
    if (error == asio::error::interrupted) continue;
    if (!would_block(error)) co_return Fill::closed;
    co_await socket_.async_wait(tcp::socket::wait_read,
                                asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return Fill::interrupted;
  }
}

// Whether bytes wait in the kernel: a request sent before we began to drain is still answered.
bool Connection::has_input() const {
  error_code error;
  return socket_.available(error) > 0 && !error;
}

asio::awaitable<bool> Connection::write(ResponseWriter& writer) {
  phase_ = Phase::writing;
  const auto& limits = context_->limits;
  const auto started = Clock::now();
  while (!writer.done()) {
    error_code error;
    const auto bytes = socket_.write_some(writer.rest(), error);
    writer.wrote(bytes);
    if (!error || error == asio::error::interrupted) continue;
    if (!would_block(error)) co_return false;
    const auto earned = std::chrono::milliseconds(writer.sent() * 1000 / limits.least_rate);
    deadline_ = std::min(Clock::now(), started + earned) + limits.write_time;
    co_await socket_.async_wait(tcp::socket::wait_write,
                                asio::redirect_error(asio::use_awaitable, error));
    if (!error) continue;
    if (Clock::now() >= deadline_) count_refusal("write_time");
    co_return false;
  }
  co_return true;
}

asio::awaitable<void> Connection::refuse(Refusal refusal) {
  const auto id = new_request_id();
  count_refusal(refusal.limit);
  log::debug("request_refused", {{"request", id},
                                 {"status", refusal.status},
                                 {"limit", refusal.limit},
                                 {"why", refusal.detail}});
  ResponseWriter writer(to_response(refusal, id), id, context_->policy, true);
  if (co_await write(writer)) co_await linger();
}

// Closing with unread input resets the connection, and the client may lose the answer. So say that
// we are done, and read what it still sends for a moment.
asio::awaitable<void> Connection::linger() {
  phase_ = Phase::lingering;
  deadline_ = Clock::now() + context_->limits.linger_time;
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  do {
    in_.clear();
  } while (co_await fill() == Fill::data);
}

void Connection::hand_over(Service& service, Request request) {
  deadline_ = Clock::time_point::max();
  unlink();
  request.slot = std::move(slot_);
  service.upgrade(std::move(socket_), std::move(request), std::move(in_));
}

boost::asio::ip::address Connection::client_address(const Headers& headers) const {
  error_code error;
  const auto peer = socket_.remote_endpoint(error);
  if (error) return {};
  return context_->policy.trusted_proxies.client(peer.address(), headers);
}

}  // namespace pomopomo::http
