#pragma once
// A WebSocket over a TCP socket: reads messages, answers control frames, sends shared frames,
// closes politely.
//
// Reading waits for readability and then reads into the loop's buffer, so an idle connection owns
// none. Sending tries the socket at once and queues only what it does not take; what the handling
// of one read gives rise to goes out together at its end. A queue above the limit, or one that
// stands still, ends the connection as `slow_consumer`. Closing sends a close frame, ends our
// direction and waits for the peer to go, 2 s at most. Thread: its loop's. Lifetime: the loop's
// poller keeps it until the socket is closed; the owner may drop it any time.

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/container/static_vector.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>

#include "core/file_descriptor.hpp"
#include "http/message.hpp"
#include "socketio/loop.hpp"
#include "socketio/websocket/frame.hpp"
#include "socketio/websocket/outbox.hpp"
#include "socketio/websocket/parser.hpp"

namespace pomopomo::socketio::websocket {

struct ConnectionLimits {
  ParserLimits parser;
  std::size_t queue_bytes = 1024 * 1024;
  std::size_t control_frames = 100;  // of the peer, in one second
  std::chrono::milliseconds stall{20'000};
};

class Connection final : public Poller::Watcher {
 public:
  // Who uses the connection. Calls never come from inside `send`; after on_closed there are none.
  class Owner {
   public:
    virtual void on_message(bool binary, std::string_view data) = 0;
    // `reason`: "transport close", "transport error", "parse error" or "slow_consumer".
    virtual void on_closed(std::string_view reason) = 0;

   protected:
    ~Owner() = default;
  };

  // `limits` and `loop` must outlive the connection. `slot` counts the connection at the listener
  // that accepted it.
  Connection(FileDescriptor socket, http::ConnectionSlot slot, Loop& loop,
             const ConnectionLimits& limits);

  // Sends `greeting` (the handshake's answer) and begins to read; `early` came behind the request.
  void start(Owner& owner, std::string_view greeting, std::string early);
  // The owner is gone or changed hands; nullptr mutes the connection.
  void set_owner(Owner* owner) { owner_ = owner; }

  void send(const FramePtr& frame);
  // False while output waits.
  bool idle() const { return state_ == State::open && !outbox_; }
  std::size_t queued_bytes() const { return outbox_ ? outbox_->bytes() : 0; }

  // Stops and restarts delivery of messages; what was read is kept.
  void pause() { paused_ = true; }
  void resume();

  // Sends what waits, then a close frame. The owner is not called any more.
  void close(CloseCode code, std::string_view reason = {});
  // Closes the socket at once.
  void abort();

  // When the peer was last heard.
  std::chrono::system_clock::time_point last_received() const { return last_received_; }

 private:
  enum class State : std::uint8_t { open, closing, closed };
  using Cork = boost::container::static_vector<FramePtr, 64>;

  void on_ready(std::uint32_t events) override;
  void on_readable();
  void consume(std::span<char> input);
  void handle(const Event& event);
  void count_control_frame();
  bool discard_input();
  void write(const FramePtr& frame);
  void write_now(std::span<const FramePtr> frames);
  void queue(const FramePtr& frame, std::size_t sent);
  void uncork();
  void on_writable();
  void begin_close(const FramePtr& close_frame);
  void linger();
  void finish(std::string_view reason);
  void finish_later(std::string_view reason);
  void arm_deadline(std::chrono::milliseconds after);
  static void on_deadline(void* self);

  FileDescriptor socket_;
  http::ConnectionSlot slot_;
  Loop& loop_;
  const ConnectionLimits& limits_;
  Owner* owner_ = nullptr;
  Parser parser_;
  std::unique_ptr<Outbox> outbox_;
  Cork* cork_ = nullptr;  // collects output while input is handled
  // Of a stalled queue while open, of the peer's farewell while closing.
  TimingWheel::Deadline deadline_;
  std::unique_ptr<std::string> stash_;  // read, but not taken yet: the owner paused
  std::chrono::system_clock::time_point last_received_;
  std::uint32_t control_second_ = 0;
  std::uint32_t control_frames_ = 0;
  State state_ = State::open;
  bool paused_ = false;
  bool doomed_ = false;  // finish_later is on its way
};

using ConnectionPtr = boost::intrusive_ptr<Connection>;

}  // namespace pomopomo::socketio::websocket
