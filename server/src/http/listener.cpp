#include "http/listener.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>

#include "core/log.hpp"
#include "http/acceptor.hpp"
#include "http/address_caps.hpp"
#include "http/connection.hpp"
#include "http/http_metrics.hpp"
#include "http/response_writer.hpp"

namespace pomopomo::http {

namespace {

using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t kPoliteRefusals = 256;  // at once; who comes beyond them is just closed
constexpr milliseconds kFullPause{5'000};     // for those to wait who are told that we are full
constexpr std::chrono::minutes kComplaint{
    1};  // how often it is logged that connections are refused

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
  std::unique_ptr<asio::steady_timer> sweep;  // gone once closed
  bool sweeping = false;                      // only while there are connections
};

}  // namespace

struct Listener::Impl : std::enable_shared_from_this<Listener::Impl> {
  Impl(IoThreads& threads, std::shared_ptr<Context> shared)
      : io(threads), context(std::move(shared)), caps(context->limits) {
    for (std::size_t i = 0; i < io.size(); ++i)
      loops.push_back(std::make_unique<Loop>(io.context(i)));
    const auto& limits = context->limits;
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.write_time,
                                    limits.idle_time, limits.linger_time});
    tick = std::clamp(shortest / 4, milliseconds(5), milliseconds(500));
  }

  error_code take(tcp::acceptor& acceptor);
  void serve(tcp::socket socket, Loop& loop, std::shared_ptr<ConnectionSlot::Counter> address,
             std::optional<Refusal> refusal);
  void complain(const Refusal& refusal);
  std::string no_room() const;
  void sweep(Loop& loop);
  // On every loop, for each of its connections.
  void on_each(void (Connection::*act)());
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
  std::shared_ptr<Acceptor> acceptor;
  AddressCaps caps;
  std::chrono::steady_clock::time_point complained;
  milliseconds tick{500};
};

// Accepts one connection, on the acceptor's loop.
error_code Listener::Impl::take(tcp::acceptor& from) {
  auto& loop = emptiest();
  const auto& limits = context->limits;
  error_code error;
  tcp::endpoint peer;
  auto socket = from.accept(loop.io, peer, error);
  if (error) return error;

  std::shared_ptr<ConnectionSlot::Counter> address;
  std::optional<Refusal> refusal;
  if (total() >= limits.connections) {
    refusal = {503, "too many connections", "connections", kFullPause};
  } else if (!context->policy.trusted_proxies.trusts(peer.address())) {
    auto admitted = caps.admit(peer.address(), Connection::Clock::now());
    if (admitted) {
      address = std::move(*admitted);
    } else {
      refusal = admitted.error();
    }
  }
  serve(std::move(socket), loop, std::move(address), refusal);
  return {};
}

void Listener::Impl::serve(tcp::socket socket, Loop& loop,
                           std::shared_ptr<ConnectionSlot::Counter> address,
                           std::optional<Refusal> refusal) {
  if (refusal) {
    complain(*refusal);
    if (context->refusing >= kPoliteRefusals) {
      count_refusal(refusal->limit);
      return;  // which closes it
    }
    ++context->refusing;
  }
  ++context->live;
  auto connection = std::make_shared<Connection>(context, std::move(socket),
                                                 ConnectionSlot(loop.load, std::move(address)));
  asio::post(loop.io,
             [connection = std::move(connection), &loop, refusal, self = shared_from_this()] {
               loop.connections.push_back(*connection);
               connection->start(refusal);
               if (!loop.sweeping) self->sweep(loop);
             });
}

void Listener::Impl::complain(const Refusal& refusal) {
  const auto now = std::chrono::steady_clock::now();
  if (complained != std::chrono::steady_clock::time_point() && now - complained < kComplaint)
    return;
  complained = now;
  log::warn("connections_refused", {{"limit", refusal.limit}, {"open", total()}});
}

// For whom there is no descriptor to serve them with.
std::string Listener::Impl::no_room() const {
  const Refusal refusal{503, "too many connections", "descriptors", kFullPause};
  const auto id = new_request_id();
  const ResponseWriter writer(to_response(refusal, id), id, context->policy, true);
  std::string text;
  for (const auto& part : writer.rest()) {
    text.append(static_cast<const char*>(part.data()), part.size());
  }
  return text;
}

void Listener::Impl::sweep(Loop& loop) {
  loop.sweeping = loop.sweep && !loop.connections.empty();
  if (!loop.sweeping) return;
  loop.sweep->expires_after(tick);
  loop.sweep->async_wait([self = shared_from_this(), &loop](const error_code& stopped) {
    if (stopped) return;
    const auto now = Connection::Clock::now();
    for (auto& connection : loop.connections) connection.check_deadline(now);
    self->sweep(loop);
  });
}

void Listener::Impl::on_each(void (Connection::*act)()) {
  for (auto& loop : loops) {
    asio::post(loop->io, [self = shared_from_this(), &loop = *loop, act] {
      for (auto& connection : loop.connections) (connection.*act)();
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
    acceptor->close();
    acceptor.reset();
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
  // The acceptor must not keep its owner alive.
  const std::weak_ptr<Impl> owner = impl_;
  impl_->acceptor = std::make_shared<Acceptor>(
      impl_->io.context(0), address, port,
      Acceptor::Handlers{.take =
                             [owner](tcp::acceptor& from) {
                               const auto impl = owner.lock();
                               return impl ? impl->take(from) : asio::error::operation_aborted;
                             },
                         .no_room =
                             [owner] {
                               const auto impl = owner.lock();
                               return impl ? impl->no_room() : std::string();
                             }});
  asio::post(impl_->io.context(0), [acceptor = impl_->acceptor] { acceptor->start(); });
}

std::uint16_t Listener::port() const {
  return impl_->acceptor->port();
}

void Listener::end_keep_alive() {
  impl_->context->draining = true;
  impl_->on_each(&Connection::drain);
}

void Listener::drain() {
  end_keep_alive();
  asio::post(impl_->io.context(0), [impl = impl_] {
    if (impl->acceptor) impl->acceptor->close();
    impl->on_each(&Connection::hurry);
  });
}

std::size_t Listener::open_connections() const {
  return impl_->context->live;
}

}  // namespace pomopomo::http
