#include "socketio/metrics.hpp"

#include "core/metrics.hpp"

namespace pomopomo::socketio::metrics {

namespace {

prometheus::Family<prometheus::Gauge>& sessions() {
  static auto& family = prometheus::BuildGauge()
                            .Name("pomopomo_socketio_sessions")
                            .Help("Open sessions by transport.")
                            .Register(pomopomo::metrics::registry());
  return family;
}

prometheus::Family<prometheus::Counter>& event_family() {
  static auto& family = prometheus::BuildCounter()
                            .Name("pomopomo_socketio_events_total")
                            .Help("Events received, by registered name; others are \"other\".")
                            .Register(pomopomo::metrics::registry());
  return family;
}

}  // namespace

prometheus::Gauge& polling_sessions() {
  static auto& gauge = sessions().Add({{"transport", "polling"}});
  return gauge;
}

prometheus::Gauge& websocket_sessions() {
  static auto& gauge = sessions().Add({{"transport", "websocket"}});
  return gauge;
}

prometheus::Gauge& queued_bytes() {
  static auto& gauge = prometheus::BuildGauge()
                           .Name("pomopomo_socketio_queued_bytes")
                           .Help("Output waiting for clients that take it slowly.")
                           .Register(pomopomo::metrics::registry())
                           .Add({});
  return gauge;
}

prometheus::Counter& handler_failures() {
  static auto& counter = prometheus::BuildCounter()
                             .Name("pomopomo_socketio_handler_failures_total")
                             .Help("Event handlers that threw.")
                             .Register(pomopomo::metrics::registry())
                             .Add({});
  return counter;
}

prometheus::Counter& events(const std::string& name) {
  return event_family().Add({{"event", name}});
}

prometheus::Counter& unregistered_events() {
  static auto& counter = event_family().Add({{"event", "other"}});
  return counter;
}

void count_closed(std::string_view reason) {
  static auto& family = prometheus::BuildCounter()
                            .Name("pomopomo_socketio_closed_total")
                            .Help("Sessions ended, by reason.")
                            .Register(pomopomo::metrics::registry());
  family.Add({{"reason", std::string(reason)}}).Increment();
}

void count_limit(std::string_view limit) {
  static auto& family =
      prometheus::BuildCounter()
          .Name("pomopomo_socketio_limit_hits_total")
          .Help("Limits that a client ran into, by the limit's name in the options.")
          .Register(pomopomo::metrics::registry());
  family.Add({{"limit", std::string(limit)}}).Increment();
}

}  // namespace pomopomo::socketio::metrics
