#pragma once
// A client in one namespace: its state, its rooms, what it was asked, and the events that wait for
// their handler.
//
//   connecting --accepted--> connected --any end--> ended         (refused or gone before: straight
//   to ended)

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/asio/post.hpp>

#include "socketio/engineio/session.hpp"
#include "socketio/local_rooms.hpp"
#include "socketio/packet.hpp"
#include "socketio/server.hpp"

namespace pomopomo::socketio {

class Client;
class NamespaceImpl;

// Something for a handler to do.
struct Work {
  enum class Kind : std::uint8_t { connect, event, disconnect };

  Kind kind = Kind::event;
  Packet packet;            // of connect and event
  std::string_view reason;  // of disconnect; a literal
  std::size_t bytes = 0;    // what it counts against the connection's backlog
};

class SocketImpl final : public Socket {
 public:
  SocketImpl(Client& client, NamespaceImpl& nsp, engineio::Session& session);

  const std::string& id() const override { return id_; }
  const Handshake& handshake() const override { return *handshake_; }
  bool connected() const override { return state_ == State::connected; }
  std::chrono::system_clock::time_point last_received() const override;
  asio::any_io_executor executor() const override { return loop_.context.get_executor(); }
  void emit(std::string_view event, Arguments args) override;
  void emit_volatile(std::string_view event, Arguments args) override;
  asio::awaitable<Arguments> ask(std::string event, Arguments args) override;
  void join(std::string room) override;
  void leave(std::string_view room) override;
  void disconnect(bool close_transport) override;

  // The rest is for the library, on the socket's loop.
  std::shared_ptr<SocketImpl> self() {
    return std::static_pointer_cast<SocketImpl>(shared_from_this());
  }
  NamespaceImpl& nsp() { return nsp_; }
  engineio::SessionLoop& loop() { return loop_; }
  bool ended() const { return state_ == State::ended; }
  void send(const Encoded& packet);
  bool writable() const;
  void answer(std::uint64_t id, const Arguments& arguments);
  // The input of an event was not acceptable.
  void bad_input();
  // CONNECT was decided.
  void accept();
  void refuse(const Refusal& refusal);
  // Starts `work`, or lines it up behind what runs.
  void enqueue(Work work);
  // The next in line; nullopt, and idle, when there is none.
  std::optional<Work> next_work();
  void on_ack(std::uint64_t id, Arguments arguments);
  // Leaves the rooms, forgets what was asked, lets the disconnect handler run.
  void end(std::string_view reason);
  // Closes the transport as if it were lost. Thread: the socket's loop.
  void drop_here();
  LocalRooms::Membership& membership(std::size_t index) { return memberships_[index]; }

 private:
  enum class State : std::uint8_t { connecting, connected, ended };
  struct Question;

  // Runs `task` on the socket's loop: now when we are there, else soon, in order.
  template <class Task>
  void on_loop(Task task) {
    if (loop_.context.get_executor().running_in_this_thread()) return task();
    asio::post(loop_.context, std::move(task));
  }
  void join_here(std::string_view room);
  void leave_here(std::string_view room);
  void disconnect_here(bool close_transport);
  void release_backlog(Client& client) const;

  NamespaceImpl& nsp_;
  engineio::SessionLoop& loop_;
  Client* client_;  // null once ended
  std::string id_;
  std::shared_ptr<const Handshake> handshake_;
  std::vector<LocalRooms::Membership> memberships_;
  std::unique_ptr<std::deque<Work>> backlog_;  // behind the one that runs
  std::unique_ptr<std::unordered_map<std::uint64_t, Question*>> questions_;
  std::uint32_t next_question_ = 0;
  std::chrono::system_clock::time_point last_received_;  // once ended
  std::atomic<State> state_ = State::connecting;
  bool busy_ = false;
  std::uint32_t running_bytes_ = 0;  // of the work that runs
};

}  // namespace pomopomo::socketio
