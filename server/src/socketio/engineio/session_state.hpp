#pragma once
// Parts of a session that exist only for a while; private to session*.cpp.

#include "socketio/engineio/session.hpp"

namespace pomopomo::socketio::engineio {

// While the session is on long polling.
struct Session::Polling {
  ~Polling();

  std::string binding;  // of the cookie session that may use the sid
  std::vector<websocket::FramePtr> queue;
  std::size_t bytes = 0;
  std::chrono::system_clock::time_point last_received = std::chrono::system_clock::now();
  bool reading = false;    // a GET is being answered
  bool posting = false;    // a POST is being handled
  bool announced = false;  // the body of one is on its way, or it is being handled
  bool closed_by_client = false;
  bool upgraded = false;  // kept only until running requests have ended
  WakeUp output;          // the GET waits here
  WakeUp turn;            // the POST waits here while the layer is paused
  std::unique_ptr<Probe> probe;
};

// A WebSocket that asks to take the session over.
struct Session::Probe final : websocket::Connection::Owner {
  Probe(Session& owner, websocket::ConnectionPtr socket);
  ~Probe();

  void on_message(bool binary, std::string_view data) override;
  void on_closed(std::string_view reason) override;
  static void on_timeout(void* self);

  Session& session;
  websocket::ConnectionPtr connection;
  TimingWheel::Timer timeout;
  bool answered = false;  // "2probe" came
};

}  // namespace pomopomo::socketio::engineio
