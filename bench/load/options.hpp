#pragma once
// What the command line of pomopomo_load asks for.

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace pomopomo::load {

struct Options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  // Guests, tokens and `room:join` as Pomopomo has them; else what the benchmark part of the
  // conformance program knows: a CONNECT payload with `room`, `chat:send`, `echo`.
  bool product = false;
  std::size_t clients = 100;
  std::size_t rooms = 10;        // client i sits in room i % rooms
  std::size_t at_once = 64;      // clients on their way in at the same time
  std::size_t sources = 253;     // addresses the clients come from: 127.0.0.2 and on
  double seconds = 5;            // measured; in `hold`: how long everybody just sits there
  double warmup_seconds = 1;     // before what is measured
  double patience_seconds = 30;  // for everybody to come in
  double rate = 0;               // messages a second sent by all; 0: a room's next message follows
                                 // when everybody has the last one
  int ends_after_sec = 60;       // timers: of a room's first segment
  std::size_t pipeline = 1;      // acks each client waits for at the same time
  std::size_t text_bytes = 32;   // of a message, besides its time stamp
  std::string path = "/api/rooms?open=1";  // requests: what is asked for
  std::string cookie;                      // requests: sent along; empty: none
  bool server_cuts = false;  // storm: waits for the server to go, instead of hanging up
  pid_t server = 0;          // whose CPU and memory are measured; 0: nobody's
};

}  // namespace pomopomo::load
