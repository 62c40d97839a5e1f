#include "reports/reports_http.hpp"

#include "http/body.hpp"

namespace pomopomo::reports {

BOOST_DESCRIBE_STRUCT(Context, (), (browser, page, room_code, connection))
BOOST_DESCRIBE_STRUCT(NewReport, (), (text, subject, name, context))

namespace {

using http::RequestContext;
using http::Response;
using realtime::Limit;

asio::awaitable<std::optional<Millis>> must_wait(realtime::RateLimiter& limits,
                                                 const std::optional<accounts::Caller>& caller,
                                                 const std::string& client) {
  // Guests are free, so a person's limit alone would be none.
  if (const auto wait = co_await limits.take(Limit::reports_address, client)) co_return wait;
  if (!caller) co_return std::nullopt;
  co_return co_await limits.take(Limit::reports_person, caller->person.str());
}

asio::awaitable<Result<Response>> create(Reports& reports, const accounts::Identity& identity,
                                         realtime::RateLimiter& limits,
                                         const RequestContext& context) {
  auto input = http::read_body<NewReport>(context.request);
  if (!input) co_return std::unexpected(input.error());
  const auto caller = co_await identity.of(context.request);
  if (const auto wait =
          co_await must_wait(limits, caller, realtime::client_key(context.request.remote)))
    co_return realtime::too_often("too_many_reports", "Too many reports. Wait a moment.", *wait);
  const auto person = caller ? std::optional(caller->person) : std::nullopt;
  const auto made = co_await reports.add(person, std::move(*input));
  if (!made) co_return std::unexpected(made.error());
  co_return Response::json(201, json::object{{"id", made->str()}});
}

}  // namespace

void bind_report_routes(http::Router& router, Reports& reports, const accounts::Identity& identity,
                        realtime::RateLimiter& limits) {
  router.add(http::Method::post, "/api/reports", [&](const RequestContext& context) {
    return create(reports, identity, limits, context);
  });
}

}  // namespace pomopomo::reports
