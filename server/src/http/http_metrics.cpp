#include "http/http_metrics.hpp"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include "core/metrics.hpp"

namespace pomopomo::http {

namespace {

prometheus::Family<prometheus::Counter>& requests() {
  static auto& family = prometheus::BuildCounter()
                            .Name("pomopomo_http_requests_total")
                            .Help("Requests answered, by route pattern, method and class of status")
                            .Register(metrics::registry());
  return family;
}

prometheus::Family<prometheus::Histogram>& durations() {
  static auto& family =
      prometheus::BuildHistogram()
          .Name("pomopomo_http_request_seconds")
          .Help("From the complete request to its answer; long polls wait on purpose")
          .Register(metrics::registry());
  return family;
}

const prometheus::Histogram::BucketBoundaries kBuckets{
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
    0.05,   0.1,     0.25,   0.5,   1,      2.5,   5,    10};

struct Meters {
  prometheus::Histogram* duration = nullptr;
  std::map<std::pair<Method, unsigned>, prometheus::Counter*> counts;
};

// Looked up once a thread and route: a family's own look-up builds and hashes a map of strings.
Meters& meters_of(std::string_view route) {
  thread_local std::map<std::string, Meters, std::less<>> by_route;
  auto found = by_route.find(route);
  if (found == by_route.end()) found = by_route.emplace(route, Meters()).first;
  auto& meters = found->second;
  if (meters.duration == nullptr)
    meters.duration = &durations().Add({{"route", std::string(route)}}, kBuckets);
  return meters;
}

}  // namespace

void count_request(std::string_view route, Method method, unsigned status,
                   std::chrono::nanoseconds duration) {
  auto& meters = meters_of(route);
  auto& counter = meters.counts[{method, status / 100}];
  if (counter == nullptr) {
    counter = &requests().Add({{"route", std::string(route)},
                               {"method", std::string(to_string(method))},
                               {"status", fmt::format("{}xx", status / 100)}});
  }
  counter->Increment();
  meters.duration->Observe(std::chrono::duration<double>(duration).count());
}

void count_refusal(std::string_view limit) {
  static auto& family =
      prometheus::BuildCounter()
          .Name("pomopomo_http_refused_total")
          .Help("Requests and connections refused or cut, by the limit they broke")
          .Register(metrics::registry());
  family.Add({{"limit", std::string(limit)}}).Increment();
}

void count_connection(int change) {
  static auto& gauge = prometheus::BuildGauge()
                           .Name("pomopomo_http_connections")
                           .Help("Open HTTP connections, without WebSockets")
                           .Register(metrics::registry())
                           .Add({});
  gauge.Increment(change);
}

}  // namespace pomopomo::http
