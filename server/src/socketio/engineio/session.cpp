#include "socketio/engineio/session.hpp"

#include <boost/asio/post.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "socketio/engineio/session_state.hpp"
#include "socketio/metrics.hpp"
#include "socketio/websocket/handshake.hpp"

namespace pomopomo::socketio::engineio {

using websocket::CloseCode;

Settings::Settings(const Options& chosen) : options(chosen) {
  websocket.parser.message_bytes = options.max_payload;
  websocket.parser.fragments = options.max_fragments;
  websocket.queue_bytes = options.max_queue;
  websocket.control_frames = options.max_control_frames;
  websocket.stall = options.stall_timeout;
}

std::size_t SidHash::operator()(std::string_view sid) const {
  return std::hash<std::string_view>()(sid);
}

std::size_t SidHash::operator()(const SessionPtr& session) const {
  return (*this)(session->sid());
}

bool SidEqual::operator()(std::string_view sid, const SessionPtr& session) const {
  return sid == session->sid();
}

Session::Session(SessionLoop& loop, const Settings& settings, std::string_view sid,
                 Handshake handshake)
    : loop_(loop),
      settings_(settings),
      handshake_(std::make_shared<const Handshake>(std::move(handshake))),
      heartbeat_(&on_heartbeat, this) {
  std::copy_n(sid.begin(), kSidSize, sid_.begin());
}

Session::~Session() {
  if (websocket_) websocket_->set_owner(nullptr);
}

void Session::start(std::unique_ptr<Layer> layer) {
  layer_ = std::move(layer);
  loop_.sessions.insert(shared_from_this());
  ++loop_.count;
  loop_.wheel.arm(heartbeat_, options().ping_interval);
}

void Session::open_polling(std::unique_ptr<Layer> layer, std::string binding) {
  polling_ = std::make_unique<Polling>();
  polling_->binding = std::move(binding);
  metrics::polling_sessions().Increment();
  start(std::move(layer));
}

void Session::open_websocket(std::unique_ptr<Layer> layer, WebsocketOffer offer) {
  websocket_ = new websocket::Connection(std::move(offer.socket), std::move(offer.slot), loop_,
                                         settings_.websocket);
  metrics::websocket_sessions().Increment();
  start(std::move(layer));
  auto greeting = websocket::accept_response(offer.key);
  greeting += websocket::make_frame(websocket::Opcode::text, open_packet())->wire();
  websocket_->start(*this, greeting, std::move(offer.early));
}

std::string Session::open_packet() const {
  boost::json::array upgrades;
  if (polling_) upgrades.emplace_back("websocket");
  return "0" + boost::json::serialize(boost::json::object{
                   {"sid", sid()},
                   {"upgrades", std::move(upgrades)},
                   {"pingInterval", options().ping_interval.count()},
                   {"pingTimeout", options().ping_timeout.count()},
                   {"maxPayload", options().max_payload},
               });
}

bool Session::belongs_to(std::string_view binding) const {
  return !polling_ || polling_->binding == binding;
}

void Session::forget_handshake() {
  if (handshake_->headers.all().empty()) return;
  handshake_ = std::make_shared<const Handshake>(Handshake{{}, handshake_->remote});
}

std::chrono::system_clock::time_point Session::last_received() const {
  return websocket_ ? websocket_->last_received() : polling_ ? polling_->last_received : ended_at_;
}

void Session::on_message(bool binary, std::string_view data) {
  if (binary) return layer_->on_message(true, data);
  const auto packet = decode_packet(data);
  if (!packet) return fail("parse error");
  handle_packet(*packet);
}

void Session::on_closed(std::string_view reason) {
  end(reason, Goodbye::silent);
}

void Session::handle_packet(const Packet& packet) {
  switch (packet.type) {
    case PacketType::message:
      return layer_->on_message(packet.binary, packet.data);
    case PacketType::pong:
      awaiting_pong_ = false;
      return loop_.wheel.arm(heartbeat_, options().ping_interval);
    case PacketType::close:
      return end("transport close", Goodbye::polite);
    case PacketType::open:
    case PacketType::ping:  // only a probe may ping
    case PacketType::upgrade:
    case PacketType::noop:
      return fail("parse error");
  }
}

void Session::on_heartbeat(void* self) {
  auto& session = *static_cast<Session*>(self);
  const auto keep = session.shared_from_this();
  if (session.ended_) {  // nobody came for the last words
    session.drop_probe(CloseCode::normal);
    return session.remove_from_table();
  }
  if (session.awaiting_pong_) return session.end("ping timeout", Goodbye::refusing);
  session.awaiting_pong_ = true;
  // From when the ping was due, not from when this loop came to it: the client counts from there.
  session.loop_.wheel.arm_at(session.heartbeat_,
                             session.heartbeat_.deadline() + session.options().ping_timeout);
  session.send(make_packet(PacketType::ping));
}

void Session::send(const websocket::FramePtr& frame) {
  if (ended_) return;
  if (websocket_) {
    websocket_->send(frame);
  } else {
    enqueue(frame);
  }
}

bool Session::writable() const {
  if (ended_) return false;
  if (websocket_) return websocket_->idle();
  return polling_->output.waiting() && polling_->queue.empty();
}

void Session::pause() {
  paused_ = true;
  if (websocket_) websocket_->pause();
}

void Session::resume() {
  if (!paused_) return;
  paused_ = false;
  if (websocket_) websocket_->resume();
  if (polling_) polling_->turn.notify();
}

void Session::close(std::string_view reason) {
  end(reason, Goodbye::polite);
}

void Session::fail(std::string_view reason, CloseCode code) {
  if (violation_ == CloseCode::none) violation_ = code;
  end(reason, Goodbye::refusing);
}

void Session::end(std::string_view reason, Goodbye goodbye) {
  if (ended_) return;
  const auto keep = shared_from_this();
  ended_at_ = last_received();
  ended_ = true;
  heartbeat_.cancel();
  metrics::count_closed(reason);
  if (websocket_) {
    end_websocket(goodbye);
  } else {
    end_polling(reason, goodbye);
  }
  // The layer may be calling us: it goes when it has returned.
  auto& layer = *layer_;
  asio::post(loop_.context, [gone = std::move(layer_)] {});
  layer.on_closed(reason);
}

void Session::end_websocket(Goodbye goodbye) {
  metrics::websocket_sessions().Decrement();
  const auto connection = std::exchange(websocket_, nullptr);
  connection->set_owner(nullptr);
  if (goodbye != Goodbye::silent) {
    connection->close(violation_ == CloseCode::none ? CloseCode::normal : violation_);
  }
  remove_from_table();
}

void Session::remove_from_table() {
  if (loop_.sessions.erase(shared_from_this()) == 0) return;
  --loop_.count;
  loop_.quota.give_back(handshake_->remote);
}

}  // namespace pomopomo::socketio::engineio
