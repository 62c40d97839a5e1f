#include "socketio/socket.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "core/random.hpp"
#include "socketio/client.hpp"
#include "socketio/engineio/wake_up.hpp"
#include "socketio/metrics.hpp"
#include "socketio/namespace.hpp"
#include "socketio/workers.hpp"

namespace pomopomo::socketio {

// A question to the client that has no answer yet. Lives in the coroutine that asks.
struct SocketImpl::Question {
  explicit Question(std::chrono::milliseconds wait)
      : timeout(
            [](void* self) {
              metrics::count_limit("ack_timeout");
              static_cast<Question*>(self)->fail(asio::error::timed_out);
            },
            this),
        patience(wait) {}

  void fail(boost::system::error_code code) {
    error = code;
    settled.notify();
  }

  engineio::WakeUp settled;
  TimingWheel::Timer timeout;
  std::chrono::milliseconds patience;
  boost::system::error_code error;
  Arguments answer;
};

SocketImpl::SocketImpl(Client& client, NamespaceImpl& nsp, engineio::Session& session)
    : nsp_(nsp),
      loop_(session.loop()),
      client_(&client),
      id_(random_token(15)),
      handshake_(session.handshake()),
      last_received_(session.last_received()) {}

std::chrono::system_clock::time_point SocketImpl::last_received() const {
  return client_ ? client_->last_received() : last_received_;
}

void SocketImpl::send(const Encoded& packet) {
  if (client_) client_->send(packet);
}

bool SocketImpl::writable() const {
  return client_ && client_->session().writable();
}

void SocketImpl::emit(std::string_view event, Arguments args) {
  on_loop([self = self(), packet = encode_event(nsp_.name(), event, args)] { self->send(packet); });
}

void SocketImpl::emit_volatile(std::string_view event, Arguments args) {
  on_loop([self = self(), packet = encode_event(nsp_.name(), event, args)] {
    if (self->writable()) self->send(packet);
  });
}

asio::awaitable<Arguments> SocketImpl::ask(std::string event, Arguments args) {
  const auto keep = self();
  if (!client_) throw boost::system::system_error(asio::error::operation_aborted);
  Question question(client_->session().options().ack_timeout);
  const auto id = next_question_++;
  if (!questions_) questions_ = std::make_unique<decltype(questions_)::element_type>();
  questions_->emplace(id, &question);
  loop_.wheel.arm(question.timeout, question.patience);
  send(encode_event(nsp_.name(), event, args, id));
  if (!co_await question.settled.wait()) question.error = asio::error::operation_aborted;
  if (questions_) questions_->erase(id);
  if (question.error) throw boost::system::system_error(question.error);
  co_return std::move(question.answer);
}

void SocketImpl::on_ack(std::uint64_t id, Arguments arguments) {
  if (!questions_) return;
  const auto found = questions_->find(id);
  if (found == questions_->end()) return;
  auto& question = *found->second;
  questions_->erase(found);
  question.timeout.cancel();
  question.answer = std::move(arguments);
  question.settled.notify();
}

void SocketImpl::answer(std::uint64_t id, const Arguments& arguments) {
  send(encode_ack(nsp_.name(), id, arguments));
}

void SocketImpl::bad_input() {
  if (client_) client_->bad_input();
}

void SocketImpl::join(std::string room) {
  // Noted at once, so that an emit right after this call reaches the loop behind the join.
  const auto name = nsp_.directory().add(room, loop_.index);
  on_loop([self = self(), name] { self->join_here(name); });
}

void SocketImpl::join_here(std::string_view room) {
  if (ended() || !nsp_.rooms(loop_.index).join(*this, memberships_, room)) {
    nsp_.directory().remove(room, loop_.index);
  }
}

void SocketImpl::leave(std::string_view room) {
  on_loop([self = self(), name = std::string(room)] { self->leave_here(name); });
}

void SocketImpl::leave_here(std::string_view room) {
  if (nsp_.rooms(loop_.index).leave(memberships_, room)) nsp_.directory().remove(room, loop_.index);
}

void SocketImpl::disconnect(bool close_transport) {
  on_loop([self = self(), close_transport] { self->disconnect_here(close_transport); });
}

void SocketImpl::disconnect_here(bool close_transport) {
  if (!client_) return;
  auto& client = *client_;
  if (close_transport) return client.disconnect_all();
  send(encode_disconnect(nsp_.name()));
  client.remove(*this);
  end("server namespace disconnect");
}

void SocketImpl::drop_here() {
  if (client_) client_->shut_down();
}

void SocketImpl::accept() {
  if (ended()) return;
  state_ = State::connected;
  join({});  // everyone
  send(encode_connect(nsp_.name(), id_));
  client_->on_accepted();
  nsp_.connected(self());
  if (!client_) return;
  client_->session().forget_handshake();
  handshake_ = client_->session().handshake();
}

void SocketImpl::refuse(const Refusal& refusal) {
  if (ended()) return;
  send(encode_connect_error(nsp_.name(), refusal.message, refusal.data));
  client_->remove(*this);
  end("server namespace disconnect");
}

void SocketImpl::end(std::string_view reason) {
  if (ended()) return;
  const bool was_connected = connected();
  last_received_ = last_received();
  state_ = State::ended;
  auto& client = *std::exchange(client_, nullptr);
  while (!memberships_.empty()) {
    nsp_.directory().remove(nsp_.rooms(loop_.index).leave_last(memberships_), loop_.index);
  }
  if (questions_) {
    for (const auto& [id, question] : *questions_) question->fail(asio::error::operation_aborted);
    questions_.reset();
  }
  release_backlog(client);
  // Who was thrown out has nothing to say any more; what others sent before they went still counts.
  if (reason == "server namespace disconnect" || !was_connected) backlog_.reset();
  if (was_connected) enqueue({Work::Kind::disconnect, {}, reason, 0});
}

// What waits here holds the connection back no longer: it serves the other namespaces.
void SocketImpl::release_backlog(Client& client) const {
  if (busy_) client.work_taken(running_bytes_);
  if (!backlog_) return;
  for (const auto& work : *backlog_) client.work_taken(work.bytes);
}

void SocketImpl::enqueue(Work work) {
  if (client_) client_->work_added(work.bytes);
  if (busy_) {
    if (!backlog_) backlog_ = std::make_unique<std::deque<Work>>();
    return backlog_->push_back(std::move(work));
  }
  busy_ = true;
  running_bytes_ = static_cast<std::uint32_t>(work.bytes);
  nsp_.workers(loop_.index).start({self(), std::move(work)});
}

std::optional<Work> SocketImpl::next_work() {
  if (client_) client_->work_taken(running_bytes_);
  if (!backlog_ || backlog_->empty()) {
    backlog_.reset();
    busy_ = false;
    return std::nullopt;
  }
  auto work = std::move(backlog_->front());
  backlog_->pop_front();
  running_bytes_ = static_cast<std::uint32_t>(work.bytes);
  return work;
}

}  // namespace pomopomo::socketio
