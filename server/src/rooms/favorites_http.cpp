#include "rooms/favorites_http.hpp"

#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

json::object to_json(const VisitedRoom& room) {
  json::array members;
  for (const auto& member : room.members) members.push_back(rooms::to_json(member));
  return {
      {"code", room.code},      {"name", encode(room.name)},      {"theme", room.theme},
      {"isOpen", room.is_open}, {"isFavorite", room.is_favorite}, {"members", std::move(members)}};
}

using List = asio::awaitable<std::vector<VisitedRoom>> (Favorites::*)(UserId user);

Answer list(Favorites& favorites, const accounts::Identity& identity, List which,
            const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  json::array items;
  for (const auto& room : co_await (favorites.*which)(caller->account->user))
    items.push_back(to_json(room));
  co_return Response::json(200, json::object{{"items", std::move(items)}});
}

Answer add(Favorites& favorites, const accounts::Identity& identity,
           const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto added = co_await favorites.add(caller->account->user, context.param("code"));
  if (!added) co_return std::unexpected(added.error());
  co_return Response::empty();
}

Answer remove(Favorites& favorites, const accounts::Identity& identity,
              const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  co_await favorites.remove(caller->account->user, context.param("code"));
  co_return Response::empty();
}

}  // namespace

void bind_favorite_routes(http::Router& router, Favorites& favorites,
                          const accounts::Identity& identity) {
  using http::Method;
  router.add(Method::get, "/api/me/rooms", [&](const RequestContext& context) {
    return list(favorites, identity, &Favorites::recent, context);
  });
  router.add(Method::get, "/api/me/favorites", [&](const RequestContext& context) {
    return list(favorites, identity, &Favorites::list, context);
  });
  router.add(Method::put, "/api/me/favorites/{code}",
             [&](const RequestContext& context) { return add(favorites, identity, context); });
  router.add(Method::delete_, "/api/me/favorites/{code}",
             [&](const RequestContext& context) { return remove(favorites, identity, context); });
}

}  // namespace pomopomo::rooms
