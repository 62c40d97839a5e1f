#include "http/listener.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <system_error>

#include "core/log.hpp"
#include "http/connection.hpp"
#include "http/http_metrics.hpp"

namespace pomopomo::http {

namespace {

using boost::system::error_code;
using std::chrono::milliseconds;

constexpr milliseconds kAcceptPause{100};            // after running out of descriptors or memory
constexpr std::chrono::minutes kAcceptComplaint{1};  // how often that is logged
constexpr std::size_t kPoliteRefusals = 64;  // connections beyond the limit that are told so

// The connections of one event loop. Touched on that loop alone, but for `load`.
struct Loop {
  explicit Loop(asio::io_context& on) : io(on), sweep(std::make_unique<asio::steady_timer>(on)) {}

  std::vector<std::shared_ptr<Connection>> all() {
    std::vector<std::shared_ptr<Connection>> out;
    for (auto& connection : connections) out.push_back(connection.shared_from_this());
    return out;
  }

  asio::io_context& io;
  std::shared_ptr<ConnectionSlot::Counter> load = std::make_shared<ConnectionSlot::Counter>(0);
  Connection::List connections;
  std::unique_ptr<asio::steady_timer> sweep;
};

bool is_exhaustion(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_memory ||
         error == boost::system::errc::too_many_files_open_in_system ||
         error == asio::error::no_buffer_space;
}

asio::ip::address parse_address(const std::string& text) {
  if (text == "localhost") return asio::ip::address_v4::loopback();
  error_code error;
  const auto address = asio::ip::make_address(text, error);
  if (error)
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            "no IP address: " + text);
  return address;
}

}  // namespace

struct Listener::Impl : std::enable_shared_from_this<Listener::Impl> {
  Impl(IoThreads& threads, std::shared_ptr<Context> shared)
      : io(threads), context(std::move(shared)) {
    for (std::size_t i = 0; i < io.size(); ++i)
      loops.push_back(std::make_unique<Loop>(io.context(i)));
    const auto& limits = context->limits;
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.write_time,
                                    limits.idle_time, limits.linger_time});
    tick = std::clamp(shortest / 4, milliseconds(5), milliseconds(500));
  }

  void accept_next();
  void accept_all();
  void accepted(tcp::socket socket, Loop& loop);
  void pause_accepting(const error_code& error);
  void sweep(Loop& loop);
  void end_idle();
  void close();

  Loop& emptiest() {
    return **std::ranges::min_element(loops, {},
                                      [](const auto& loop) { return loop->load->load(); });
  }
  std::size_t total() const {
    std::size_t sum = 0;
    for (const auto& loop : loops) sum += loop->load->load();
    return sum;
  }

  IoThreads& io;
  std::shared_ptr<Context> context;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::unique_ptr<asio::steady_timer> pause;
  std::chrono::steady_clock::time_point complained;
  std::uint16_t port = 0;
  milliseconds tick{500};
};

void Listener::Impl::accept_next() {
  if (!acceptor) return;
  acceptor->async_wait(tcp::acceptor::wait_read,
                       [self = shared_from_this()](const error_code& error) {
                         if (!error) self->accept_all();
                       });
}

// Takes what waits in the backlog, a bounded number at once: the first loop serves connections too.
void Listener::Impl::accept_all() {
  for (int taken = 0; taken < 64 && acceptor; ++taken) {
    auto& loop = emptiest();
    error_code error;
    auto socket = acceptor->accept(loop.io, error);
    if (error == asio::error::would_block || error == asio::error::try_again) break;
    if (is_exhaustion(error)) {
      pause_accepting(error);
      return;
    }
    if (!error) accepted(std::move(socket), loop);  // else: the peer gave up while waiting
  }
  accept_next();
}

void Listener::Impl::pause_accepting(const error_code& error) {
  const auto now = std::chrono::steady_clock::now();
  if (complained == std::chrono::steady_clock::time_point() ||
      now - complained >= kAcceptComplaint) {
    complained = now;
    log::error("accept_paused", {{"error", error.message()}, {"open", total()}});
  }
  pause->expires_after(kAcceptPause);
  pause->async_wait([self = shared_from_this()](const error_code& stopped) {
    if (!stopped) self->accept_next();
  });
}

void Listener::Impl::accepted(tcp::socket socket, Loop& loop) {
  const auto open = total();
  if (open >= context->limits.connections + kPoliteRefusals) {
    count_refusal(503);
    return;  // which closes it
  }
  const bool refused = open >= context->limits.connections;
  ++context->live;
  auto connection =
      std::make_shared<Connection>(context, std::move(socket), ConnectionSlot(loop.load), refused);
  asio::post(loop.io, [connection = std::move(connection), &loop, self = shared_from_this()] {
    loop.connections.push_back(*connection);
    connection->start();
  });
}

void Listener::Impl::sweep(Loop& loop) {
  if (!loop.sweep) return;
  loop.sweep->expires_after(tick);
  loop.sweep->async_wait([self = shared_from_this(), &loop](const error_code& stopped) {
    if (stopped) return;
    const auto now = Connection::Clock::now();
    for (auto& connection : loop.connections) connection.check_deadline(now);
    self->sweep(loop);
  });
}

void Listener::Impl::end_idle() {
  for (auto& loop : loops) {
    asio::post(loop->io, [self = shared_from_this(), &loop = *loop] {
      for (auto& connection : loop.connections) connection.drain();
    });
  }
}

void Listener::Impl::close() {
  context->draining = true;
  const bool running = io.running();
  const auto on_loop = [&](Loop& loop, auto work) {
    if (!running) {
      work();
      return;
    }
    std::promise<void> done;
    asio::post(loop.io, [&] {
      work();
      done.set_value();
    });
    done.get_future().wait();
  };
  on_loop(*loops.front(), [this] {
    acceptor.reset();
    pause.reset();
  });
  for (auto& loop : loops) {
    on_loop(*loop, [&] {
      loop->sweep.reset();
      for (const auto& connection : loop->all()) connection->cancel();
    });
  }
  if (!running) return;
  for (auto live = context->live.load(); live != 0; live = context->live.load())
    context->live.wait(live);
}

Listener::Listener(IoThreads& io, Limits limits, Dispatch dispatch, Policy policy) {
  auto context = std::make_shared<Context>();
  context->limits = limits;
  context->dispatch = std::move(dispatch);
  context->policy = std::move(policy);
  impl_ = std::make_shared<Impl>(io, std::move(context));
}

Listener::~Listener() {
  if (impl_->acceptor) impl_->close();
}

void Listener::set_policy(Policy policy) {
  impl_->context->policy = std::move(policy);
}

void Listener::listen(const std::string& address, std::uint16_t port) {
  const tcp::endpoint endpoint(parse_address(address), port);
  auto acceptor = std::make_unique<tcp::acceptor>(impl_->io.context(0));
  error_code error;
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(tcp::acceptor::max_listen_connections, error);
  if (!error) acceptor->non_blocking(true, error);
  if (error) throw std::system_error(error, fmt::format("cannot listen on {}:{}", address, port));

  impl_->port = acceptor->local_endpoint().port();
  impl_->acceptor = std::move(acceptor);
  impl_->pause = std::make_unique<asio::steady_timer>(impl_->io.context(0));
  asio::post(impl_->io.context(0), [impl = impl_] { impl->accept_next(); });
  for (auto& loop : impl_->loops) {
    asio::post(loop->io, [impl = impl_, &loop = *loop] { impl->sweep(loop); });
  }
}

std::uint16_t Listener::port() const {
  return impl_->port;
}

void Listener::end_keep_alive() {
  impl_->context->draining = true;
  impl_->end_idle();
}

void Listener::drain() {
  impl_->context->closed = true;
  impl_->context->draining = true;
  asio::post(impl_->io.context(0), [impl = impl_] {
    if (!impl->acceptor) return;
    error_code ignored;
    impl->acceptor->close(ignored);
    impl->pause->cancel();
  });
  impl_->end_idle();
}

std::size_t Listener::open_connections() const {
  return impl_->context->live;
}

}  // namespace pomopomo::http
