#pragma once
// How much a client may ask for: events at a steady rate with bursts, and few whose input is not
// acceptable. 16 bytes for a client that behaves. Thread: the session's loop.

#include <chrono>
#include <memory>

#include "socketio/options.hpp"

namespace pomopomo::socketio {

class EventGate {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Verdict { pass, refuse, close };

  EventGate();
  ~EventGate();

  // An event has come. `refuse`: not to be handled; `close`: refused so often that the client must
  // go.
  Verdict admit(const Options& options, Clock::time_point now);
  // How long a refused client should wait.
  std::chrono::milliseconds retry_after(const Options& options, Clock::time_point now) const;
  // What came was not acceptable. Returns: false when that was once too often.
  bool forgive(const Options& options, Clock::time_point now);

 private:
  struct Offences;

  Offences& offences();

  Clock::time_point full_at_{};  // when the bucket will be full again
  std::unique_ptr<Offences> offences_;
};

}  // namespace pomopomo::socketio
