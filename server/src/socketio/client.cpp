#include "socketio/client.hpp"

#include <algorithm>

#include "socketio/metrics.hpp"
#include "socketio/namespace.hpp"
#include "socketio/socket.hpp"

namespace pomopomo::socketio {

// A packet whose attachments have not all come.
struct Client::Assembly {
  Packet packet;
  std::size_t bytes = 0;
};

Client::Client(engineio::Session& session, const Namespaces& namespaces)
    : session_(&session), namespaces_(namespaces) {
  wait_for_connect();
}

Client::~Client() = default;

void Client::wait_for_connect() {
  deadline_.arm(session_->loop().wheel, &on_deadline, this, session_->options().connect_timeout);
}

void Client::on_deadline(void* self) {
  auto& client = *static_cast<Client*>(self);
  metrics::count_limit(client.assembly_ ? "attachment_timeout" : "connect_timeout");
  client.fail();
}

void Client::fail() {
  if (session_) session_->fail("parse error");
}

void Client::send(const Encoded& packet) {
  if (!session_) return;
  session_->send(packet.text);
  for (const auto& attachment : packet.attachments) session_->send(attachment);
}

void Client::on_message(bool binary, std::string_view data) {
  if (binary != (assembly_ != nullptr)) return fail();
  if (binary) return attach(data);
  auto packet = decode_packet(data, session_->options().max_attachments);
  if (!packet) {
    if (packet.error() == PacketError::too_many_attachments)
      metrics::count_limit("max_attachments");
    return fail();
  }
  if (packet->attachments == 0) return handle(std::move(*packet), data.size());
  if (!find(packet->nsp) && !accepted_) return fail();
  assembly_ = std::make_unique<Assembly>(Assembly{std::move(*packet), data.size()});
  deadline_.arm(session_->loop().wheel, &on_deadline, this, session_->options().attachment_timeout);
}

void Client::attach(std::string_view data) {
  auto& attachments = assembly_->packet.arguments.attachments;
  assembly_->bytes += data.size();
  if (assembly_->bytes > session_->options().max_payload) {
    metrics::count_limit("max_payload");
    return fail();
  }
  attachments.emplace_back(data);
  if (attachments.size() < assembly_->packet.attachments) return;
  deadline_.cancel();
  if (sockets_.empty()) wait_for_connect();
  auto whole = std::move(*assembly_);
  assembly_.reset();
  handle(std::move(whole.packet), whole.bytes);
}

std::shared_ptr<SocketImpl> Client::find(std::string_view nsp) const {
  const auto found = std::find_if(sockets_.begin(), sockets_.end(),
                                  [&](const auto& socket) { return socket->nsp().name() == nsp; });
  return found == sockets_.end() ? nullptr : *found;
}

void Client::handle(Packet packet, std::size_t bytes) {
  if (packet.type == PacketType::connect) return handle_connect(std::move(packet), bytes);
  const auto socket = find(packet.nsp);
  if (!socket) {
    // Sent before the client knew that it had been put out of that namespace: no offence.
    return accepted_ ? void() : fail();
  }
  if (packet.is_event()) {
    if (admit(socket.get(), packet))
      socket->enqueue({Work::Kind::event, std::move(packet), {}, bytes});
  } else if (packet.type == PacketType::disconnect) {
    remove(*socket);
    socket->end("client namespace disconnect");
  } else if (!packet.fault) {
    socket->on_ack(*packet.id, std::move(packet.arguments));
  }
}

// Is there an allowance for this event, or this CONNECT, which costs more? The error ack goes out
// before those of events that still wait: it is no answer of a handler.
bool Client::admit(SocketImpl* socket, const Packet& packet) {
  const auto& options = session_->options();
  const auto now = EventGate::Clock::now();
  const auto verdict = gate_.admit(options, now);
  if (verdict == EventGate::Verdict::pass) return true;
  metrics::count_limit("events_per_second");
  if (socket && packet.id) {
    const RateLimited refusal(gate_.retry_after(options, now));
    socket->answer(*packet.id, socket->nsp().error_ack(std::make_exception_ptr(refusal)));
  }
  if (verdict == EventGate::Verdict::close || !socket) {
    metrics::count_limit("event_strikes");
    session_->fail("rate_limited", websocket::CloseCode::policy);
  }
  return false;
}

void Client::bad_input() {
  if (!session_ || gate_.forgive(session_->options(), EventGate::Clock::now())) return;
  metrics::count_limit("max_bad_inputs");
  session_->fail("parse error", websocket::CloseCode::policy);
}

void Client::handle_connect(Packet packet, std::size_t bytes) {
  if (find(packet.nsp)) return fail();
  if (!admit(nullptr, packet)) return;
  auto* const nsp = namespaces_.find(packet.nsp);
  if (!nsp) return refuse_namespace(packet);
  auto socket = std::make_shared<SocketImpl>(*this, *nsp, *session_);
  sockets_.push_back(socket);
  deadline_.cancel();
  socket->enqueue({Work::Kind::connect, std::move(packet), {}, bytes});
}

void Client::refuse_namespace(const Packet& packet) {
  send(encode_connect_error(packet.nsp, "Invalid namespace", nullptr));
}

void Client::remove(const SocketImpl& socket) {
  const auto [first, last] =
      std::ranges::remove_if(sockets_, [&](const auto& other) { return other.get() == &socket; });
  sockets_.erase(first, last);
  if (sockets_.empty() && session_ && !assembly_) wait_for_connect();
}

void Client::disconnect_all() {
  const auto sockets = sockets_;
  for (const auto& socket : sockets) socket->disconnect(false);
  if (session_) session_->close("server namespace disconnect");
}

void Client::shut_down() {
  if (session_) session_->close("server shutting down");
}

void Client::on_closed(std::string_view reason) {
  last_received_ = session_->last_received();
  session_ = nullptr;
  deadline_.cancel();
  assembly_.reset();
  const auto sockets = std::move(sockets_);
  sockets_.clear();
  for (const auto& socket : sockets) socket->end(reason);
}

void Client::work_added(std::size_t bytes) {
  ++pending_;
  pending_bytes_ += bytes;
  if (held_back_ || !session_) return;
  const auto& options = session_->options();
  // The one that runs is among them.
  if (pending_ <= options.max_pending_events && pending_bytes_ <= 2 * options.max_payload) return;
  held_back_ = true;
  session_->pause();
}

void Client::work_taken(std::size_t bytes) {
  --pending_;
  pending_bytes_ -= bytes;
  if (!held_back_ || !session_) return;
  const auto& options = session_->options();
  if (pending_ > options.max_pending_events / 2 || pending_bytes_ > options.max_payload) return;
  held_back_ = false;
  session_->resume();
}

}  // namespace pomopomo::socketio
