#pragma once
// One Engine.IO session: a sequence of messages each way over long polling, a WebSocket, or first
// one and then the other.
//
//   polling --2probe--> polling, probed --5--> websocket          (one probe at a time, within
//   upgrade_timeout) any     --violation, "1", heartbeat missed, close()--> ended
//
// Output that polling cannot deliver yet waits in a bounded queue; on the switch it goes to the
// WebSocket first, so order holds. Thread: its loop's. Lifetime: owned by the loop's table until it
// has ended.

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/asio.hpp"
#include "http/message.hpp"
#include "socketio/engineio/packet.hpp"
#include "socketio/engineio/session_quota.hpp"
#include "socketio/engineio/wake_up.hpp"
#include "socketio/handshake.hpp"
#include "socketio/loop.hpp"
#include "socketio/options.hpp"
#include "socketio/websocket/connection.hpp"

namespace pomopomo::socketio::engineio {

class Session;

// What runs on top of a session. Not called after on_closed.
class Layer {
 public:
  virtual ~Layer() = default;
  virtual void on_message(bool binary, std::string_view data) = 0;
  // `reason` as in Namespace::DisconnectHandler. The session is unusable.
  virtual void on_closed(std::string_view reason) = 0;
};

using SessionPtr = std::shared_ptr<Session>;

// Node, loop and 144 random bits.
inline constexpr std::size_t kSidSize = 3 + 2 + 24;

// Lets sessions be found by their sid.
struct SidHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view sid) const;
  std::size_t operator()(const SessionPtr& session) const;
};
struct SidEqual {
  using is_transparent = void;
  bool operator()(const SessionPtr& a, const SessionPtr& b) const { return a == b; }
  bool operator()(std::string_view sid, const SessionPtr& session) const;
};

// A loop and the sessions that live on it.
struct SessionLoop : Loop {
  SessionLoop(asio::io_context& io, std::size_t number, SessionQuota& shared_quota)
      : Loop(io, number), quota(shared_quota) {}

  SessionQuota& quota;
  std::unordered_set<SessionPtr, SidHash, SidEqual> sessions;
  std::atomic<std::size_t> count = 0;  // of sessions, for other threads
};

// A socket whose client has asked to speak WebSocket on it.
struct WebsocketOffer {
  FileDescriptor socket;
  http::ConnectionSlot slot;
  std::string key;    // Sec-WebSocket-Key
  std::string early;  // what came behind the request
};

// What all sessions of an engine share.
struct Settings {
  explicit Settings(const Options& chosen);

  Options options;
  websocket::ConnectionLimits websocket;
};

class Session final : public std::enable_shared_from_this<Session>,
                      private websocket::Connection::Owner {
 public:
  // `loop` and `settings` must outlive the session. Requires: `sid` has kSidSize characters.
  Session(SessionLoop& loop, const Settings& settings, std::string_view sid, Handshake handshake);
  ~Session();

  // Opens it on a transport; the layer gets messages from now on. `binding` names the cookie
  // session that may use the sid.
  void open_polling(std::unique_ptr<Layer> layer, std::string binding);
  void open_websocket(std::unique_ptr<Layer> layer, WebsocketOffer offer);
  // The open packet, "0{…}".
  std::string open_packet() const;

  std::string_view sid() const { return {sid_.data(), sid_.size()}; }
  // May requests of that cookie session name this one? On a WebSocket none is served anyway.
  bool belongs_to(std::string_view binding) const;
  const std::shared_ptr<const Handshake>& handshake() const { return handshake_; }
  // Keeps only the address, so that an idle session is small.
  void forget_handshake();
  SessionLoop& loop() const { return loop_; }
  const Options& options() const { return settings_.options; }
  std::chrono::system_clock::time_point last_received() const;
  bool ended() const { return ended_; }

  // A GET or POST that names this session. Run on its loop.
  asio::awaitable<http::Response> poll();
  // `announced`: post_announced was called for it.
  asio::awaitable<http::Response> post(std::string_view body, bool announced);
  // A POST's head has come, its body follows. Returns: false when that breaks the rules; the
  // session has ended then.
  bool post_announced();
  // An announced POST will not come.
  void post_given_up();
  // A WebSocket that names this session. False: refused, nothing was done with the socket.
  bool accept_probe(WebsocketOffer& offer);

  // Sends a message frame. Never calls the layer before it returns.
  void send(const websocket::FramePtr& frame);
  // False when a frame would have to wait.
  bool writable() const;
  // Stops and restarts the delivery of messages.
  void pause();
  void resume();
  // Ends the session after what was sent before.
  void close(std::string_view reason);
  // Ends it because the client broke the rules.
  void fail(std::string_view reason,
            websocket::CloseCode code = websocket::CloseCode::protocol_error);

 private:
  struct Probe;
  enum class Goodbye : std::uint8_t {
    polite,    // deliver what waits
    refusing,  // the client broke a rule
    silent,    // it is gone, or does not read
  };

  void start(std::unique_ptr<Layer> layer);
  void on_message(bool binary, std::string_view data) override;
  void on_closed(std::string_view reason) override;
  void handle_packet(const Packet& packet);
  void end(std::string_view reason, Goodbye goodbye);
  void end_websocket(Goodbye goodbye);
  void end_polling(std::string_view reason, Goodbye goodbye);
  void remove_from_table();
  void enqueue(websocket::FramePtr frame);
  http::Response take_queue();
  http::Response next_payload();
  void release_polling();
  void complete_upgrade();
  void say_last_words();
  void drop_probe(websocket::CloseCode code);
  static void on_heartbeat(void* self);

  SessionLoop& loop_;
  const Settings& settings_;
  std::array<char, kSidSize> sid_;
  std::shared_ptr<const Handshake> handshake_;
  std::unique_ptr<Layer> layer_;
  websocket::ConnectionPtr websocket_;  // null while polling
  TimingWheel::Timer heartbeat_;
  std::chrono::system_clock::time_point ended_at_;  // last_received, once ended
  bool awaiting_pong_ = false;
  bool paused_ = false;
  bool ended_ = false;
  websocket::CloseCode violation_ = websocket::CloseCode::none;

  struct Polling;
  std::unique_ptr<Polling> polling_;  // null once on a WebSocket
};

}  // namespace pomopomo::socketio::engineio
