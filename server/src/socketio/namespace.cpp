#include "socketio/namespace.hpp"

#include <prometheus/counter.h>

#include <boost/asio/post.hpp>

#include "socketio/metrics.hpp"
#include "socketio/socket.hpp"

namespace pomopomo::socketio {

NamespaceImpl::NamespaceImpl(std::string name, engineio::Engine& engine)
    : name_(std::move(name)), engine_(engine), directory_(engine.loop_count()) {
  for (std::size_t i = 0; i < engine.loop_count(); ++i) {
    loops_.push_back(std::make_unique<PerLoop>(engine.loop(i).context));
  }
}

NamespaceImpl::~NamespaceImpl() = default;

void NamespaceImpl::on(std::string event, EventHandler handler) {
  auto& count = metrics::events(event);
  events_.insert_or_assign(std::move(event), Registered{std::move(handler), &count});
}

template <class Visit>
void NamespaceImpl::on_loops_of(std::string_view room, const Visit& visit) {
  std::optional<std::size_t> here;
  for (const auto index : directory_.loops_of(room)) {
    auto& context = engine_.loop(index).context;
    if (context.get_executor().running_in_this_thread()) {
      here = index;  // last, so that the others work meanwhile
    } else {
      asio::post(context, [visit, index] { visit(index); });
    }
  }
  if (here) visit(*here);
}

void NamespaceImpl::emit(std::string_view room, std::string_view event, const Arguments& args,
                         Delivery delivery) {
  struct Broadcast {
    std::string room;
    Encoded packet;
    Delivery delivery;
  };
  const auto shared = std::make_shared<const Broadcast>(
      Broadcast{std::string(room), encode_event(name_, event, args), std::move(delivery)});
  on_loops_of(room, [this, shared](std::size_t loop) {
    const auto* members = rooms(loop).find(shared->room);
    if (!members) return;
    for (const auto& [socket, membership] : members->members) {
      if (socket == shared->delivery.except.get()) continue;
      if (shared->delivery.is_volatile && !socket->writable()) continue;
      socket->send(shared->packet);
    }
  });
}

void NamespaceImpl::for_each(std::string_view room, std::function<void(const SocketPtr&)> fn) {
  on_loops_of(room, [this, room = std::string(room), fn = std::move(fn)](std::size_t loop) {
    const auto* found = rooms(loop).find(room);
    if (!found) return;
    // A copy: `fn` may make sockets leave.
    std::vector<SocketPtr> sockets;
    for (const auto& member : found->members) sockets.push_back(member.socket->self());
    for (const auto& socket : sockets) fn(socket);
  });
}

// Every connected socket is in the room without a name.
void NamespaceImpl::broadcast(std::string_view event, const Arguments& args) {
  emit({}, event, args);
}

void NamespaceImpl::disconnect_room(std::string_view room, bool close_transport) {
  for_each(room,
           [close_transport](const SocketPtr& socket) { socket->disconnect(close_transport); });
}

void NamespaceImpl::drop_room(std::string_view room) {
  for_each(room, [](const SocketPtr& socket) { static_cast<SocketImpl&>(*socket).drop_here(); });
}

bool NamespaceImpl::has_members(std::string_view room) const {
  return !directory_.loops_of(room).empty();
}

asio::awaitable<std::optional<Refusal>> NamespaceImpl::decide(SocketPtr socket,
                                                              boost::json::object auth) {
  if (!connect_) co_return std::nullopt;
  co_return co_await connect_(std::move(socket), std::move(auth));
}

void NamespaceImpl::connected(const SocketPtr& socket) {
  if (connected_) connected_(socket);
}

asio::awaitable<Arguments> NamespaceImpl::handle(SocketPtr socket, const std::string& event,
                                                 Arguments args) {
  if (const auto found = events_.find(event); found != events_.end()) {
    found->second.count->Increment();
    return found->second.handler(std::move(socket), std::move(args));
  }
  metrics::unregistered_events().Increment();
  if (any_) return any_(std::move(socket), event, std::move(args));
  return [](Arguments nothing) -> asio::awaitable<Arguments> { co_return nothing; }({});
}

void NamespaceImpl::disconnected(const SocketPtr& socket, std::string_view reason) {
  if (disconnect_) disconnect_(socket, reason);
}

Arguments NamespaceImpl::error_ack(std::exception_ptr failure) const {
  if (error_) return error_(failure);
  return {{boost::json::object{{"ok", false}}}, {}};
}

NamespaceImpl& Namespaces::of(const std::string& name, engineio::Engine& engine) {
  auto& nsp = all_[name];
  if (!nsp) nsp = std::make_unique<NamespaceImpl>(name, engine);
  return *nsp;
}

NamespaceImpl* Namespaces::find(std::string_view name) const {
  const auto found = all_.find(name);
  return found == all_.end() ? nullptr : found->second.get();
}

}  // namespace pomopomo::socketio
