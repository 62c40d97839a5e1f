#include "rooms/room_board_http.hpp"

#include "core/random.hpp"
#include "http/body.hpp"

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

Answer add_image(Rooms& rooms, const accounts::Identity& identity, images::Workshop& workshop,
                 const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  if (auto typed = http::check_image(context.request); !typed)
    co_return std::unexpected(typed.error());
  const auto& code = context.param("code");
  const auto& body = context.request.body;
  // Before any work is done for them; whether they still may is looked at again.
  if (auto may = co_await rooms.check_may_add_image(*caller, code); !may)
    co_return std::unexpected(may.error());
  if (const auto wait =
          co_await rooms.limits().take(realtime::Limit::board_files, caller->person.str()))
    co_return realtime::too_often("too_many_images", "Too many images. Wait a moment.", *wait);
  auto image = co_await workshop.remake(body);
  if (!image) co_return std::unexpected(image.error());
  boards::BoardFile file{random_token(), std::string(image->mime_type), image->width, image->height,
                         std::move(image->bytes)};
  const json::object answer{{"fileId", file.id},
                            {"mimeType", file.mime_type},
                            {"width", file.width},
                            {"height", file.height},
                            {"size", file.data.size()}};
  if (auto added = co_await rooms.add_image(std::move(*caller), code, std::move(file)); !added)
    co_return std::unexpected(added.error());
  co_return Response::json(201, answer);
}

// Opened as a page of its own, an image is nothing but that (UP2).
Answer image(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  auto file =
      co_await rooms.find_image(std::move(*caller), context.param("code"), context.param("fileId"));
  if (!file) co_return std::unexpected(file.error());
  Response response;
  response.headers.add("Content-Type", std::move(file->mime_type));
  response.headers.add("Content-Disposition", "inline; filename=\"whiteboard-image\"");
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Cache-Control", "private, max-age=31536000, immutable");
  response.body = std::move(file->data);
  co_return response;
}

}  // namespace

void bind_room_board_routes(http::Router& router, Rooms& rooms, const accounts::Identity& identity,
                            images::Workshop& workshop) {
  using http::Method;
  router.add(Method::get, "/api/rooms/{code}/board",
             [&](const RequestContext& context) { return scene(rooms, identity, context); });
  router.add(
      Method::post, "/api/rooms/{code}/board/files",
      [&](const RequestContext& context) { return add_image(rooms, identity, workshop, context); },
      {.json = false, .bytes = images::kMaxBytes});
  router.add(Method::get, "/api/rooms/{code}/board/files/{fileId}",
             [&](const RequestContext& context) { return image(rooms, identity, context); });
}

}  // namespace pomopomo::rooms
