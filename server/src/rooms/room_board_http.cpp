#include "rooms/room_board_http.hpp"

namespace pomopomo::rooms {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

Answer scene(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto board = co_await rooms.board_for(std::move(*caller), context.param("code"));
  if (!board) co_return std::unexpected(board.error());
  auto text = co_await rooms.boards().scene(*board);
  if (!text) co_return std::unexpected(text.error());
  Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(*text);
  co_return response;
}

}  // namespace

void bind_room_board_routes(http::Router& router, Rooms& rooms,
                            const accounts::Identity& identity) {
  router.add(http::Method::get, "/api/rooms/{code}/board",
             [&](const RequestContext& context) { return scene(rooms, identity, context); });
}

}  // namespace pomopomo::rooms
