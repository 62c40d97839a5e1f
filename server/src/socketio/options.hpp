#pragma once
// The settings of a Socket.IO server. Every limit counts its hits in
// pomopomo_socketio_limit_hits_total{limit="<name>"}.

#include <chrono>
#include <cstddef>

namespace pomopomo::socketio {

struct Options {
  std::chrono::milliseconds ping_interval{25'000};
  std::chrono::milliseconds ping_timeout{20'000};
  std::chrono::milliseconds connect_timeout{10'000};  // from open to the first accepted CONNECT
  std::chrono::milliseconds upgrade_timeout{10'000};
  std::chrono::milliseconds attachment_timeout{10'000};  // for all attachments of a packet
  std::chrono::milliseconds stall_timeout{20'000};       // queued output without progress
  std::chrono::milliseconds ack_timeout{20'000};         // a client's answer to our question
  std::size_t max_payload = 64 * 1024;  // bytes of a message, of its attachments, of a polling body
  std::size_t max_fragments = 64;       // of one WebSocket message; 0: no limit
  std::size_t max_attachments = 10;
  std::size_t max_queue = 1024 * 1024;   // bytes waiting for one socket, then `slow_consumer`
  std::size_t max_pending_events = 64;   // received, not yet handled; then reading stops
  std::size_t max_control_frames = 100;  // WebSocket pings and pongs of a client in one second
  // 0 switches each of these off.
  std::size_t max_sessions = 0;              // in all
  std::size_t max_sessions_per_address = 0;  // of one client address (IPv6: of one /64)
  std::size_t events_per_second = 0;         // of one connection, in the long run
  std::size_t event_burst = 100;             // of one connection, at once
  std::size_t event_strikes = 3;   // seconds with refused events in one minute, then it is closed
  std::size_t max_bad_inputs = 0;  // events of one connection in 10 s, then it is closed
  unsigned node = 0;               // first part of every sid, below 4096
};

}  // namespace pomopomo::socketio
