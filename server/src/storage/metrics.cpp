#include "storage/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <array>

#include "core/metrics.hpp"

namespace pomopomo::storage {
namespace {

constexpr std::array kKinds = {"read", "write"};
constexpr std::array kEndings = {"committed", "rolled_back", "failed", "overloaded"};

struct Metrics {
  std::array<std::array<prometheus::Counter*, kEndings.size()>, kKinds.size()> transactions;
  std::array<prometheus::Gauge*, kKinds.size()> depth;
  prometheus::Histogram* group;
  prometheus::Histogram* commit;

  Metrics() {
    auto& registry = metrics::registry();
    auto& counters = prometheus::BuildCounter()
                         .Name("pomopomo_storage_transactions_total")
                         .Help("Transactions by kind and how they ended")
                         .Register(registry);
    auto& gauges = prometheus::BuildGauge()
                       .Name("pomopomo_storage_queue_depth")
                       .Help("Transactions that wait for a database thread")
                       .Register(registry);
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
      depth[kind] = &gauges.Add({{"kind", kKinds[kind]}});
      for (std::size_t ending = 0; ending < kEndings.size(); ++ending) {
        transactions[kind][ending] =
            &counters.Add({{"kind", kKinds[kind]}, {"outcome", kEndings[ending]}});
      }
    }
    group =
        &prometheus::BuildHistogram()
             .Name("pomopomo_storage_group_transactions")
             .Help("Write transactions that shared one COMMIT")
             .Register(registry)
             .Add({}, prometheus::Histogram::BucketBoundaries{1, 2, 4, 8, 16, 32, 64, 128, 256});
    commit = &prometheus::BuildHistogram()
                  .Name("pomopomo_storage_commit_seconds")
                  .Help("Duration of a COMMIT, sync included")
                  .Register(registry)
                  .Add({}, prometheus::Histogram::BucketBoundaries{0.0001, 0.00025, 0.0005, 0.001,
                                                                   0.0025, 0.005, 0.01, 0.025, 0.05,
                                                                   0.1, 0.5, 1});
  }
};

Metrics& all() {
  static Metrics metrics;
  return metrics;
}

}  // namespace

void count_transaction(Kind kind, Ending ending) {
  all().transactions[static_cast<std::size_t>(kind)][static_cast<std::size_t>(ending)]->Increment();
}

void change_queue_depth(Kind kind, int change) {
  all().depth[static_cast<std::size_t>(kind)]->Increment(change);
}

void observe_commit(std::size_t transactions, std::chrono::nanoseconds took) {
  all().group->Observe(static_cast<double>(transactions));
  all().commit->Observe(std::chrono::duration<double>(took).count());
}

}  // namespace pomopomo::storage
