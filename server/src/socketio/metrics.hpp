#pragma once
// What the library counts, in the process's registry. Thread: any.

#include <string>
#include <string_view>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

namespace pomopomo::socketio::metrics {

prometheus::Gauge& polling_sessions();
prometheus::Gauge& websocket_sessions();
prometheus::Gauge& queued_bytes();
prometheus::Counter& handler_failures();
// Looked up once a registered event; `name` must come from the program, never from a client.
prometheus::Counter& events(const std::string& name);
prometheus::Counter& unregistered_events();
void count_closed(std::string_view reason);
void count_limit(std::string_view limit);

}  // namespace pomopomo::socketio::metrics
