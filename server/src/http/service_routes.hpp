#pragma once
// The addresses that operators and their tools use: /healthz, /readyz, /metrics.

#include <functional>
#include <optional>
#include <string>

#include "http/router.hpp"

namespace pomopomo::http {

struct ServiceRoutes {
  // Why no work should be sent here now; nullopt: it may be. Called on any loop.
  std::function<std::optional<Error>()> why_unready;
  std::string metrics_token;  // empty: there is no /metrics
  // Brings gauges up to date that are counted only for a scrape; awaited before each.
  std::function<asio::awaitable<void>()> measure = {};
};

// /healthz: 200 as soon as it is served. /readyz: 200, or 503 with the reason. /metrics: the
// Prometheus text, for `Authorization: Bearer <metrics token>` only, from loopback too (a proxy
// makes everybody loopback).
void add_service_routes(Router& router, ServiceRoutes options);

}  // namespace pomopomo::http
