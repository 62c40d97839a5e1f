#include "accounts/accounts_http.hpp"

#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

struct GuestBody {
  std::optional<std::string> display_name;
};
BOOST_DESCRIBE_STRUCT(GuestBody, (), (display_name))

json::object to_json(const PersonId& id, const std::string& display_name) {
  return {{"id", id.str()}, {"displayName", display_name}};
}

asio::awaitable<Result<Response>> create_guest(Guests& guests, const Identity& identity,
                                               realtime::RateLimiter& limits,
                                               const RequestContext& context) {
  const auto body = http::read_body<GuestBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  const auto wait = co_await limits.take(realtime::Limit::guest_creation,
                                         realtime::client_key(context.request.remote));
  if (wait)
    co_return realtime::too_often("too_many_guests", "Too many new guests. Wait a moment.", *wait);
  const auto made = co_await guests.create(body->display_name);
  if (!made) co_return std::unexpected(made.error());

  json::object answer{{"guest", to_json(made->guest.id, made->guest.display_name)}};
  const bool wants_token = context.request.headers.get("X-Client") == "token";
  if (wants_token) answer["token"] = made->secret;
  auto response = Response::json(201, answer);
  if (!wants_token) response.headers.add("Set-Cookie", identity.set_guest_cookie(made->secret));
  co_return response;
}

}  // namespace

void bind_account_routes(http::Router& router, Guests& guests, const Identity& identity,
                         realtime::RateLimiter& limits) {
  using http::Method;
  router.add(Method::post, "/api/guests", [&](const RequestContext& context) {
    return create_guest(guests, identity, limits, context);
  });
}

}  // namespace pomopomo::accounts
