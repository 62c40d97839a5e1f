#pragma once
// POST /api/reports.

#include "accounts/accounts.hpp"
#include "http/router.hpp"
#include "realtime/rate_limiter.hpp"
#include "reports/reports.hpp"

namespace pomopomo::reports {

// Requires: everything given outlives the router.
void bind_report_routes(http::Router& router, Reports& reports, const accounts::Identity& identity,
                        realtime::RateLimiter& limits);

}  // namespace pomopomo::reports
