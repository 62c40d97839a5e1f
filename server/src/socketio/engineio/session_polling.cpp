// Long polling, and the switch from it to a WebSocket.

#include <boost/asio/post.hpp>

#include "socketio/engineio/answers.hpp"
#include "socketio/engineio/session.hpp"
#include "socketio/engineio/session_state.hpp"
#include "socketio/metrics.hpp"
#include "socketio/websocket/handshake.hpp"
#include "socketio/websocket/utf8.hpp"

namespace pomopomo::socketio::engineio {

using websocket::CloseCode;

namespace {

// How long the last words of an ended session wait for a GET.
constexpr std::chrono::seconds kLastWords{5};

}  // namespace

Session::Polling::~Polling() {
  metrics::queued_bytes().Decrement(static_cast<double>(bytes));
}

void Session::enqueue(websocket::FramePtr frame) {
  const auto size = frame->payload().size();
  if (polling_->bytes > options().max_queue) return;  // its end is on the way
  polling_->bytes += size;
  metrics::queued_bytes().Increment(static_cast<double>(size));
  polling_->queue.push_back(std::move(frame));
  polling_->output.notify();
  if (polling_->bytes <= options().max_queue) return;
  metrics::count_limit("max_queue");
  asio::post(loop_.context,
             [self = shared_from_this()] { self->end("slow_consumer", Goodbye::silent); });
}

http::Response Session::take_queue() {
  std::string body;
  for (const auto& frame : polling_->queue) append_record(body, *frame);
  metrics::queued_bytes().Decrement(static_cast<double>(polling_->bytes));
  polling_->queue.clear();
  polling_->bytes = 0;
  return payload(std::move(body));
}

// What a GET gets: the queue, or what ends it when there is nothing to say. A client must see its
// last messages before the close packet, not beside it: it would act on the close first.
http::Response Session::next_payload() {
  auto& polling = *polling_;
  if (!polling.queue.empty()) return take_queue();
  if (ended_) remove_from_table();
  const auto type = ended_ && !polling.closed_by_client ? PacketType::close : PacketType::noop;
  return payload(std::string(make_packet(type)->payload()));
}

asio::awaitable<http::Response> Session::poll() {
  const auto self = shared_from_this();
  if (!polling_ || polling_->upgraded) co_return to_json({RefusalCode::bad_request});
  auto& polling = *polling_;
  if (ended_) co_return next_payload();  // its last words
  polling.last_received = std::chrono::system_clock::now();
  if (polling.reading) {
    fail("transport error");
    co_return to_json({RefusalCode::bad_request});
  }
  // While a probed client waits for its GET to end, nothing is held back.
  const bool probed = polling.probe && polling.probe->answered;
  if (polling.queue.empty() && !probed) {
    polling.reading = true;
    const bool woken = co_await polling.output.wait();
    polling.reading = false;
    if (!woken) {
      end("transport close", Goodbye::silent);
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }
  auto response = next_payload();
  release_polling();
  co_return response;
}

// After the switch the polling state stays until the requests that run on it have ended.
void Session::release_polling() {
  if (polling_->upgraded && !polling_->reading && !polling_->posting) polling_.reset();
}

bool Session::post_announced() {
  if (ended_ || !polling_ || polling_->upgraded) return false;
  if (polling_->announced || polling_->posting) {
    fail("transport error");
    return false;
  }
  return polling_->announced = true;
}

void Session::post_given_up() {
  if (polling_) polling_->announced = false;
}

asio::awaitable<http::Response> Session::post(std::string_view body, bool announced) {
  const auto self = shared_from_this();
  if (ended_) co_return payload("ok");
  if (!polling_ || polling_->upgraded) co_return to_json({RefusalCode::bad_request});
  auto& polling = *polling_;
  polling.last_received = std::chrono::system_clock::now();
  const bool overlaps = polling.posting || (polling.announced && !announced);
  if (overlaps || !websocket::is_utf8(body)) {
    fail(overlaps ? "transport error" : "parse error");
    co_return to_json({RefusalCode::bad_request});
  }
  polling.posting = true;
  PayloadReader records(body);
  std::string storage;
  while (const auto record = records.next()) {
    while (paused_ && !ended_) {
      if (co_await polling.turn.wait()) continue;
      end("transport close", Goodbye::silent);
      throw boost::system::system_error(asio::error::operation_aborted);
    }
    if (ended_) break;
    if (const auto packet = decode_record(*record, storage)) {
      handle_packet(*packet);
    } else {
      fail("parse error");
    }
  }
  polling.posting = polling.announced = false;
  release_polling();
  co_return violation_ == CloseCode::none ? payload("ok") : to_json({RefusalCode::bad_request});
}

void Session::end_polling(std::string_view reason, Goodbye goodbye) {
  metrics::polling_sessions().Decrement();
  auto& polling = *polling_;
  polling.closed_by_client = reason == "transport close";
  const bool waits = polling.output.waiting();
  polling.turn.notify();
  polling.output.notify();
  // Stays in the table for the next GET, which a server that stops does not take any more; or for
  // the switch: a probed client has stopped polling, and would hear nothing if its probe just
  // ended.
  const bool probed = polling.probe && polling.probe->answered;
  const bool comes_back = probed || reason != "server shutting down";
  if (goodbye == Goodbye::polite && !polling.closed_by_client && !waits && comes_back) {
    if (!probed) drop_probe(CloseCode::normal);
    return loop_.wheel.arm(heartbeat_, kLastWords);
  }
  drop_probe(CloseCode::normal);
  if (!waits) polling.queue.clear();
  remove_from_table();
}

bool Session::accept_probe(WebsocketOffer& offer) {
  if (ended_ || !polling_ || polling_->upgraded || polling_->probe) return false;
  const websocket::ConnectionPtr connection(new websocket::Connection(
      std::move(offer.socket), std::move(offer.slot), loop_, settings_.websocket));
  polling_->probe = std::make_unique<Probe>(*this, connection);
  loop_.wheel.arm(polling_->probe->timeout, options().upgrade_timeout);
  connection->start(*polling_->probe, websocket::accept_response(offer.key),
                    std::move(offer.early));
  return true;
}

void Session::complete_upgrade() {
  if (ended_) return say_last_words();
  auto& polling = *polling_;
  websocket_ = polling.probe->connection;
  polling.probe.reset();
  polling.upgraded = true;
  metrics::polling_sessions().Decrement();
  metrics::websocket_sessions().Increment();
  websocket_->set_owner(this);
  if (paused_) websocket_->pause();
  for (const auto& frame : polling.queue) websocket_->send(frame);
  metrics::queued_bytes().Decrement(static_cast<double>(polling.bytes));
  polling.queue.clear();
  polling.bytes = 0;
  polling.output.notify();
  release_polling();
}

// The session was closed politely while the client was switching.
void Session::say_last_words() {
  const auto keep = shared_from_this();
  for (const auto& frame : polling_->queue) polling_->probe->connection->send(frame);
  drop_probe(CloseCode::normal);
  heartbeat_.cancel();
  remove_from_table();
}

void Session::drop_probe(CloseCode code) {
  if (!polling_->probe) return;
  const auto probe = std::move(polling_->probe);
  probe->connection->close(code);
}

Session::Probe::Probe(Session& owner, websocket::ConnectionPtr socket)
    : session(owner), connection(std::move(socket)), timeout(&on_timeout, this) {}

Session::Probe::~Probe() {
  connection->set_owner(nullptr);
}

void Session::Probe::on_message(bool binary, std::string_view data) {
  if (!binary && data == "2probe") {
    answered = true;
    connection->send(make_packet(PacketType::pong, "probe"));
    session.polling_->output.notify();
  } else if (!binary && data == "5" && answered) {
    session.complete_upgrade();
  } else {
    session.drop_probe(CloseCode::protocol_error);
  }
}

void Session::Probe::on_closed(std::string_view) {
  const auto owner = session.shared_from_this();
  owner->polling_->probe.reset();
  if (!owner->ended_) return;
  owner->heartbeat_.cancel();
  owner->remove_from_table();
}

void Session::Probe::on_timeout(void* self) {
  metrics::count_limit("upgrade_timeout");
  static_cast<Probe*>(self)->session.drop_probe(CloseCode::normal);
}

}  // namespace pomopomo::socketio::engineio
