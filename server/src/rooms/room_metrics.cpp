#include "rooms/room_metrics.hpp"

#include <prometheus/gauge.h>

#include "core/metrics.hpp"
#include "rooms/sql.hpp"
#include "rooms/timer.hpp"

namespace pomopomo::rooms {

namespace {

struct Gauges {
  prometheus::Family<prometheus::Gauge>& rooms =
      prometheus::BuildGauge()
          .Name("pomopomo_rooms")
          .Help("Rooms that are open, and those of them whose timer runs; all nodes together.")
          .Register(metrics::registry());
  prometheus::Gauge& open = rooms.Add({{"state", "open"}});
  prometheus::Gauge& running = rooms.Add({{"state", "running"}});
  prometheus::Gauge& members = prometheus::BuildGauge()
                                   .Name("pomopomo_room_members")
                                   .Help("Members who are in their room now; all nodes together.")
                                   .Register(metrics::registry())
                                   .Add({});
};

}  // namespace

asio::awaitable<void> measure_rooms(storage::Database& db) {
  static Gauges gauges;
  co_await db.read([](storage::Transaction& tx) {
    const auto rooms =
        tx.query_one(sql::measure::rooms, {{"running", TimerStatus::running}}).value();
    gauges.open.Set(static_cast<double>(rooms.integer("open")));
    gauges.running.Set(static_cast<double>(rooms.integer("running")));
    const auto members = tx.query_one(sql::measure::members).value();
    gauges.members.Set(static_cast<double>(members.integer("members")));
  });
}

}  // namespace pomopomo::rooms
