#pragma once
// Socket.IO on one session: assembles packets from messages and hands them to the sockets of their
// namespaces.
//
// Whatever breaks the protocol ends the session ("parse error"). Nothing but CONNECT is taken
// before the first CONNECT. Thread: the session's loop.

#include <boost/container/small_vector.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "socketio/engineio/session.hpp"
#include "socketio/event_gate.hpp"
#include "socketio/packet.hpp"
#include "socketio/timing_wheel.hpp"

namespace pomopomo::socketio {

class NamespaceImpl;
class Namespaces;
class SocketImpl;

class Client final : public engineio::Layer {
 public:
  Client(engineio::Session& session, const Namespaces& namespaces);
  ~Client() override;

  // Requires: the session has not ended.
  engineio::Session& session() { return *session_; }
  // When the client was heard last; still known while its sockets end, after the session.
  std::chrono::system_clock::time_point last_received() const {
    return session_ ? session_->last_received() : last_received_;
  }
  void send(const Encoded& packet);
  // A socket was accepted.
  void on_accepted() { accepted_ = true; }
  // A socket has left its namespace.
  void remove(const SocketImpl& socket);
  // Ends all sockets by the server's will, and the session.
  void disconnect_all();
  // Ends the session because the server goes.
  void shut_down();
  // Events that wait for their handler hold the connection back when they are many.
  void work_added(std::size_t bytes);
  void work_taken(std::size_t bytes);
  // The input of an event was not acceptable; too many end the session.
  void bad_input();

  void on_message(bool binary, std::string_view data) override;
  void on_closed(std::string_view reason) override;

 private:
  struct Assembly;

  void attach(std::string_view data);
  void handle(Packet packet, std::size_t bytes);
  bool admit(SocketImpl* socket, const Packet& packet);
  void handle_connect(Packet packet, std::size_t bytes);
  void refuse_namespace(const Packet& packet);
  void fail();
  std::shared_ptr<SocketImpl> find(std::string_view nsp) const;
  void wait_for_connect();
  static void on_deadline(void* self);

  engineio::Session* session_;                           // null once it has ended
  std::chrono::system_clock::time_point last_received_;  // of the session that has ended
  const Namespaces& namespaces_;
  // Nearly always one.
  boost::container::small_vector<std::shared_ptr<SocketImpl>, 1> sockets_;
  std::unique_ptr<Assembly> assembly_;
  TimingWheel::Deadline deadline_;  // of the first CONNECT, or of the attachments of a packet
  EventGate gate_;
  std::size_t pending_ = 0;
  std::size_t pending_bytes_ = 0;
  bool held_back_ = false;
  bool accepted_ = false;  // a CONNECT has been
};

}  // namespace pomopomo::socketio
