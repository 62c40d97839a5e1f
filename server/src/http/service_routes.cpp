#include "http/service_routes.hpp"

#include <boost/json/object.hpp>

#include "core/metrics.hpp"
#include "core/random.hpp"
#include "http/origin.hpp"

namespace pomopomo::http {

namespace {

// Digests compare in a time that tells nothing about the token.
bool same_secret(std::string_view a, std::string_view b) {
  const auto left = sha256(a);
  const auto right = sha256(b);
  unsigned difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) difference |= left.at(i) ^ right.at(i);
  return difference == 0;
}

asio::awaitable<Result<Response>> healthy() {
  co_return Response::json(200, {{"status", "ok"}});
}

asio::awaitable<Result<Response>> readiness(std::optional<Error> why_unready) {
  if (why_unready) co_return std::unexpected(std::move(*why_unready));
  co_return Response::json(200, {{"status", "ready"}});
}

asio::awaitable<Result<Response>> metrics_text(const Request& request,
                                               const ServiceRoutes& options) {
  const auto given = bearer_token(request);
  if (!given || !same_secret(*given, options.metrics_token)) {
    co_return fail(ErrorCode::unauthorized, "no_metrics_token", "The metrics token is needed.");
  }
  if (options.measure) co_await options.measure();
  auto response = Response::text(200, metrics::exposition());
  response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  co_return response;
}

}  // namespace

void add_service_routes(Router& router, ServiceRoutes options) {
  router.add(Method::get, "/healthz", [](const RequestContext&) { return healthy(); });
  router.add(Method::get, "/readyz", [why_unready = options.why_unready](const RequestContext&) {
    return readiness(why_unready());
  });
  if (options.metrics_token.empty()) return;
  router.add(Method::get, "/metrics",
             [options = std::move(options)](const RequestContext& context) {
               return metrics_text(context.request, options);
             });
}

}  // namespace pomopomo::http
