#pragma once
// The handlers of a namespace and its rooms on every loop.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "socketio/engineio/engine.hpp"
#include "socketio/local_rooms.hpp"
#include "socketio/packet.hpp"
#include "socketio/room_directory.hpp"
#include "socketio/server.hpp"
#include "socketio/workers.hpp"

namespace prometheus {
class Counter;
}

namespace pomopomo::socketio {

class NamespaceImpl final : public Namespace {
 public:
  using ConnectedHandler = std::function<void(SocketPtr)>;
  using AnyHandler = std::function<asio::awaitable<Arguments>(SocketPtr, std::string, Arguments)>;

  // `engine` must outlive the namespace.
  NamespaceImpl(std::string name, engineio::Engine& engine);
  ~NamespaceImpl() override;

  void on_connect(ConnectHandler handler) override { connect_ = std::move(handler); }
  void on_connected(ConnectedHandler handler) override { connected_ = std::move(handler); }
  void on(std::string event, EventHandler handler) override;
  void on_any(AnyHandler handler) override { any_ = std::move(handler); }
  void on_disconnect(DisconnectHandler handler) override { disconnect_ = std::move(handler); }
  void on_error(std::function<Arguments(std::exception_ptr)> to_ack) override {
    error_ = std::move(to_ack);
  }
  using Namespace::emit;
  void emit(std::string_view room, std::string_view event, const Arguments& args,
            Delivery delivery) override;
  void for_each(std::string_view room, std::function<void(const SocketPtr&)> fn) override;
  void broadcast(std::string_view event, const Arguments& args) override;
  void disconnect_room(std::string_view room, bool close_transport) override;
  void drop_room(std::string_view room) override;
  bool has_members(std::string_view room) const override;

  // The rest is for the library.
  const std::string& name() const { return name_; }
  RoomDirectory& directory() { return directory_; }
  LocalRooms& rooms(std::size_t loop) { return loops_[loop]->rooms; }
  Workers& workers(std::size_t loop) { return loops_[loop]->workers; }
  bool is_registered(std::string_view event) const { return events_.find(event) != events_.end(); }
  asio::awaitable<std::optional<Refusal>> decide(SocketPtr socket, boost::json::object auth);
  void connected(const SocketPtr& socket);
  asio::awaitable<Arguments> handle(SocketPtr socket, const std::string& event, Arguments args);
  void disconnected(const SocketPtr& socket, std::string_view reason);
  Arguments error_ack(std::exception_ptr failure) const;

 private:
  struct Registered {
    EventHandler handler;
    prometheus::Counter* count;
  };
  struct PerLoop {
    explicit PerLoop(asio::io_context& context) : workers(context) {}
    LocalRooms rooms;
    Workers workers;
  };

  // Runs `visit(loop index)` on each loop that has members of the room.
  template <class Visit>
  void on_loops_of(std::string_view room, const Visit& visit);

  const std::string name_;
  engineio::Engine& engine_;
  ConnectHandler connect_;
  ConnectedHandler connected_;
  AnyHandler any_;
  DisconnectHandler disconnect_;
  std::function<Arguments(std::exception_ptr)> error_;
  std::unordered_map<std::string, Registered, StringHash, std::equal_to<>> events_;
  RoomDirectory directory_;
  std::vector<std::unique_ptr<PerLoop>> loops_;
};

// All namespaces of a server.
class Namespaces {
 public:
  NamespaceImpl& of(const std::string& name, engineio::Engine& engine);
  // Nullptr when there is none of that name.
  NamespaceImpl* find(std::string_view name) const;

 private:
  std::map<std::string, std::unique_ptr<NamespaceImpl>, std::less<>> all_;
};

}  // namespace pomopomo::socketio
