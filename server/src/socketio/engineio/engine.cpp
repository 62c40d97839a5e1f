#include "socketio/engineio/engine.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>

#include "core/random.hpp"
#include "socketio/engineio/answers.hpp"
#include "socketio/metrics.hpp"
#include "socketio/websocket/handshake.hpp"

namespace pomopomo::socketio::engineio {

namespace {

constexpr std::size_t kNodeDigits = 3;
constexpr std::size_t kLoopDigits = 2;

std::optional<unsigned> parse_hex(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Another loop has given the last place away since `check_query`.
const Refusal kFull{RefusalCode::bad_request, "Too many connections", 503};

void refuse_socket(const WebsocketOffer& offer, std::string_view text) {
  const auto answer = websocket::refuse_response(text);
  ::send(offer.socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(offer.socket.get(), SHUT_RDWR);
}

// A POST whose body is on its way.
struct OpenPost {
  explicit OpenPost(asio::io_context& io) : context(io) {}
  ~OpenPost() {
    if (session)
      asio::post(context, [given_up = std::move(session)] { given_up->post_given_up(); });
  }

  asio::io_context& context;
  SessionPtr session;  // set on its loop while the session counts this POST
};

}  // namespace

Engine::Engine(IoThreads& io, const Options& options, LayerFactory make_layer)
    : settings_(options), quota_(settings_.options), make_layer_(std::move(make_layer)) {
  for (std::size_t i = 0; i < io.size(); ++i) {
    loops_.push_back(std::make_unique<SessionLoop>(io.context(i), i, quota_));
  }
}

Engine::~Engine() = default;

std::size_t Engine::session_count() const {
  std::size_t sum = 0;
  for (const auto& loop : loops_) sum += loop->count.load(std::memory_order_relaxed);
  return sum;
}

SessionLoop* Engine::find_loop(std::string_view sid) {
  if (sid.size() <= kNodeDigits + kLoopDigits) return nullptr;
  const auto node = parse_hex(sid.substr(0, kNodeDigits));
  const auto index = parse_hex(sid.substr(kNodeDigits, kLoopDigits));
  if (node != settings_.options.node || !index || *index >= loops_.size()) return nullptr;
  return loops_[*index].get();
}

// What every request must have right, whether it opens a session or names one.
std::optional<Refusal> Engine::check_query(const http::Request& request,
                                           std::string_view transport) const {
  const auto wanted = request.query_param("transport").value_or("");
  if (wanted != "polling" && wanted != "websocket") return Refusal{RefusalCode::unknown_transport};
  if (request.query_param("sid"))
    return std::nullopt;  // a wrong sid is reported before a wrong transport
  if (request.method != http::Method::get) return Refusal{RefusalCode::bad_method};
  if (wanted != transport) return Refusal{RefusalCode::bad_request};
  if (auto refused = check_origin(request)) return refused;
  if (request.query_param("EIO") != "4") return Refusal{RefusalCode::unsupported_version};
  if (refusing_) return Refusal{RefusalCode::bad_request, "Shutting down"};
  return quota_.check(request.remote);
}

std::optional<Refusal> Engine::check_origin(const http::Request& request) const {
  if (!check_) return std::nullopt;
  auto reason = check_(request);
  if (!reason) return std::nullopt;
  return Refusal{RefusalCode::forbidden, std::move(*reason)};
}

// A POST whose body is on its way is open already: a second one must find it.
std::shared_ptr<void> Engine::expect_body(const http::Request& head) {
  const auto sid = head.query_param("sid");
  auto* const loop = sid && head.method == http::Method::post ? find_loop(*sid) : nullptr;
  if (!loop) return nullptr;
  const auto open = std::make_shared<OpenPost>(loop->context);
  // At once when it is this loop: `handle` may follow without a turn of the loop between.
  asio::dispatch(loop->context, [loop, open, sid = *sid, binding = binding_ ? binding_(head) : ""] {
    const auto found = loop->sessions.find(sid);
    if (found == loop->sessions.end() || !(*found)->belongs_to(binding)) return;
    const auto session = *found;
    if (session->post_announced()) open->session = session;
  });
  return open;
}

asio::awaitable<http::Response> Engine::handle(const http::Request& request) {
  if (const auto refused = check_query(request, "polling")) co_return to_json(*refused);
  auto sid = request.query_param("sid");
  if (!sid) co_return open_polling(request);

  auto* const loop = find_loop(*sid);
  if (!loop) co_return to_json({RefusalCode::unknown_sid});
  if (loop->index == IoThreads::current())
    co_return co_await serve(*loop, request, std::move(*sid));
  co_return co_await asio::co_spawn(loop->context, serve(*loop, request, std::move(*sid)),
                                    asio::use_awaitable);
}

// Runs on the session's loop.
asio::awaitable<http::Response> Engine::serve(SessionLoop& loop, const http::Request& request,
                                              std::string sid) {
  const auto found = loop.sessions.find(sid);
  if (found == loop.sessions.end()) co_return to_json({RefusalCode::unknown_sid});
  const auto session = *found;
  if (request.query_param("transport") != "polling") co_return to_json({RefusalCode::bad_request});
  if (binding_ && !session->belongs_to(binding_(request)))
    co_return to_json({RefusalCode::forbidden});
  if (request.method == http::Method::get) co_return co_await session->poll();
  if (request.method != http::Method::post) co_return to_json({RefusalCode::bad_method});
  if (request.body.size() > settings_.options.max_payload) {
    metrics::count_limit("max_payload");
    auto response = http::Response::text(413, "Payload too large");
    response.close = true;
    session->fail("parse error");
    co_return response;
  }
  auto* const open = static_cast<OpenPost*>(request.hold.get());
  const bool announced =
      open && std::exchange(open->session, nullptr);  // `post` counts it from now on
  co_return co_await session->post(request.body, announced);
}

SessionPtr Engine::make_session(SessionLoop& loop, const http::Request& request) {
  if (!quota_.take(request.remote)) return nullptr;
  const auto sid =
      fmt::format("{:03x}{:02x}{}", settings_.options.node, loop.index, random_token(18));
  return std::make_shared<Session>(loop, settings_, sid,
                                   Handshake{request.headers, request.remote});
}

http::Response Engine::open_polling(const http::Request& request) {
  const auto session = make_session(*loops_[IoThreads::current()], request);
  if (!session) return to_json(kFull);
  session->open_polling(make_layer_(*session), binding_ ? binding_(request) : std::string());
  return payload(session->open_packet());
}

std::optional<http::Response> Engine::check_upgrade(const http::Request& request) {
  auto refused = check_query(request, "websocket");
  const auto sid = request.query_param("sid");
  if (!refused && sid) {
    if (request.query_param("transport") != "websocket") {
      refused = Refusal{RefusalCode::bad_request};
    } else if (!find_loop(*sid)) {
      refused = Refusal{RefusalCode::unknown_sid};
    } else {
      refused = check_origin(request);
    }
  }
  if (!refused) return std::nullopt;
  return to_text(*refused);
}

void Engine::upgrade(tcp::socket socket, http::Request request, std::string early) {
  boost::system::error_code error;
  FileDescriptor descriptor(socket.release(error));
  if (error) return;
  WebsocketOffer offer{std::move(descriptor), std::move(request.slot),
                       std::string(request.headers.get("Sec-WebSocket-Key")), std::move(early)};
  const auto sid = request.query_param("sid");
  if (!sid) {
    const auto session = make_session(*loops_[IoThreads::current()], request);
    if (!session) return refuse_socket(offer, kFull.message);
    return session->open_websocket(make_layer_(*session), std::move(offer));
  }
  auto& loop = *find_loop(*sid);
  // At once when it is this loop.
  asio::dispatch(
      loop.context,
      [&loop, sid = *sid, binding = binding_ ? binding_(request) : std::string(),
       moved = std::move(offer)]() mutable { take_over(loop, sid, binding, std::move(moved)); });
}

// Offers a WebSocket to the session it names. Runs on the session's loop.
void Engine::take_over(SessionLoop& loop, std::string_view sid, std::string_view binding,
                       WebsocketOffer offer) {
  const auto found = loop.sessions.find(sid);
  if (found == loop.sessions.end()) {
    refuse_socket(offer, to_string(RefusalCode::unknown_sid));
  } else if (!(*found)->belongs_to(binding)) {
    refuse_socket(offer, to_string(RefusalCode::forbidden));
  } else if (!(*found)->accept_probe(offer)) {
    refuse_socket(offer, to_string(RefusalCode::bad_request));
  }
}

}  // namespace pomopomo::socketio::engineio
