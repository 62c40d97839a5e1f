#include "accounts/preferences/preferences_http.hpp"

#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

Answer get(Preferences& preferences, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  co_return Response::json(200, to_json(co_await preferences.list(caller->account->user)));
}

Answer put(Preferences& preferences, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto body = http::read_json(context.request);
  if (!body) co_return std::unexpected(body.error());
  auto changes = read_preferences(*body);
  if (!changes) co_return std::unexpected(changes.error());
  const auto all = co_await preferences.merge(caller->account->user, std::move(*changes));
  if (!all) co_return std::unexpected(all.error());
  co_return Response::json(200, to_json(*all));
}

}  // namespace

void bind_preference_routes(http::Router& router, Preferences& preferences,
                            const Identity& identity) {
  using http::Method;
  router.add(Method::get, "/api/me/preferences",
             [&](const RequestContext& context) { return get(preferences, identity, context); });
  router.add(Method::put, "/api/me/preferences",
             [&](const RequestContext& context) { return put(preferences, identity, context); });
}

}  // namespace pomopomo::accounts
