#include "accounts/avatars/avatars_http.hpp"

#include "accounts/profile/profiles_wire.hpp"
#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

Answer set(Avatars& avatars, const Identity& identity, realtime::RateLimiter& limits,
           const RequestContext& context) {
  if (auto typed = http::check_image(context.request); !typed)
    co_return std::unexpected(typed.error());
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  if (const auto wait = co_await limits.take(realtime::Limit::avatars, caller->person.str()))
    co_return realtime::too_often("too_many_avatars", "Too many pictures. Wait a moment.", *wait);
  const auto name = co_await avatars.set(caller->account->user, context.request.body);
  if (!name) co_return std::unexpected(name.error());
  co_return Response::json(200, json::object{{"avatarUrl", avatar_url(*name)}});
}

Answer remove(Avatars& avatars, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  co_await avatars.remove(caller->account->user);
  co_return Response::empty();
}

// Opened as a page of its own, a picture is nothing but that (UP2).
Answer get(Avatars& avatars, const RequestContext& context) {
  auto picture = co_await avatars.find(context.param("name"));
  if (!picture) co_return fail(ErrorCode::not_found, "unknown_avatar", "There is no such picture.");
  Response response;
  response.headers.add("Content-Type", "image/webp");
  response.headers.add("Content-Disposition", "inline; filename=\"avatar.webp\"");
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
  response.body = std::move(*picture);
  co_return response;
}

}  // namespace

void bind_avatar_routes(http::Router& router, Avatars& avatars, const Identity& identity,
                        realtime::RateLimiter& limits) {
  using http::Method;
  router.add(Method::put, "/api/me/avatar",
             [&](const RequestContext& context) { return set(avatars, identity, limits, context); },
             {.json = false, .bytes = images::kMaxBytes});
  router.add(Method::delete_, "/api/me/avatar",
             [&](const RequestContext& context) { return remove(avatars, identity, context); });
  router.add(Method::get, "/api/avatars/{name}",
             [&](const RequestContext& context) { return get(avatars, context); });
}

}  // namespace pomopomo::accounts
