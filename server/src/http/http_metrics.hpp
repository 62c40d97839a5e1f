#pragma once
// What HTTP costs and refuses, as Prometheus metrics. Labels are route patterns, methods and status
// classes: never an id.

#include <chrono>
#include <string_view>

#include "http/message.hpp"

namespace pomopomo::http {

// pomopomo_http_requests_total{route, method, status} and pomopomo_http_request_seconds{route}.
// Requires: `route` outlives the process's listeners (a literal or a router's pattern). Thread:
// any.
void count_request(std::string_view route, Method method, unsigned status,
                   std::chrono::nanoseconds duration);
// pomopomo_http_refused_total{limit}: requests and connections that broke a limit (the member's
// name in `Limits`), the protocol, or came while the process had no descriptors.
void count_refusal(std::string_view limit);
// pomopomo_http_connections.
void count_connection(int change);

}  // namespace pomopomo::http
