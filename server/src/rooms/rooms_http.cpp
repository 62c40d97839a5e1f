#include "rooms/rooms_http.hpp"

#include "http/body.hpp"
#include "http/page.hpp"
#include "rooms/chat.hpp"
#include "rooms/chat_wire.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

// What pages of messages go down by.
using MessageSequence = Id<struct MessageSequenceTag>;

Answer create(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto body = http::read_json(context.request);
  if (!body) co_return std::unexpected(body.error());
  auto input = read_new_room(*body);
  if (!input) co_return std::unexpected(input.error());
  const auto created = co_await rooms.create(std::move(*caller), std::move(*input));
  if (!created) co_return std::unexpected(created.error());
  co_return Response::json(
      201, json::object{{"room", to_json(created->room)}, {"me", to_json(created->me)}});
}

Answer list_open(Rooms& rooms, const RequestContext& context) {
  if (context.request.query_param("open") != "1") {
    co_return fail_field("open", "required", "Only open rooms are listed: ask with ?open=1.");
  }
  const auto page = http::read_page<RoomId>(context.request);
  if (!page) co_return std::unexpected(page.error());
  const auto open = co_await rooms.list_open(page->before, page->limit);
  const auto now = rooms.clock().now();
  const auto write = [&](const RoomOverview& o) {
    return json::object{{"room", to_json(o.room)},
                        {"memberCount", o.member_count},
                        {"timer", to_json(o.timer, now)}};
  };
  co_return Response::json(
      200, http::page_json(open, page->limit, write, [](const auto& o) { return o.room.room.id; }));
}

Answer overview(Rooms& rooms, const RequestContext& context) {
  const auto found =
      co_await rooms.overview(context.param("code"), realtime::client_key(context.request.remote));
  if (!found) co_return std::unexpected(found.error());
  co_return Response::json(200, to_json(*found, rooms.clock().now()));
}

Answer history(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto page = http::read_page<RunId>(context.request);
  if (!page) co_return std::unexpected(page.error());
  const auto runs =
      co_await rooms.history(std::move(*caller), context.param("code"), page->before, page->limit);
  if (!runs) co_return std::unexpected(runs.error());
  const auto now = rooms.clock().now();
  co_return Response::json(
      200, http::page_json(
               *runs, page->limit, [&](const RunRecord& run) { return to_json(run, now); },
               [](const RunRecord& run) { return run.id; }));
}

Answer list_banned(Rooms& rooms, const accounts::Identity& identity,
                   const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto page = http::read_page<MemberId>(context.request);
  if (!page) co_return std::unexpected(page.error());
  const auto banned = co_await rooms.list_banned(std::move(*caller), context.param("code"),
                                                 page->before, page->limit);
  if (!banned) co_return std::unexpected(banned.error());
  const auto write = [](const Member& member) {
    return json::object{{"memberId", member.id.str()}, {"displayName", member.display_name}};
  };
  co_return Response::json(200, http::page_json(*banned, page->limit, write,
                                                [](const Member& member) { return member.id; }));
}

Answer end(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto ended = co_await rooms.end(std::move(*caller), context.param("code"),
                                        realtime::client_key(context.request.remote));
  if (!ended) co_return std::unexpected(ended.error());
  co_return Response::empty(204);
}

Answer restore(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto restored = co_await rooms.restore(std::move(*caller), context.param("code"),
                                               realtime::client_key(context.request.remote));
  if (!restored) co_return std::unexpected(restored.error());
  co_return Response::json(200, to_json(*restored, rooms.clock().now()));
}

Answer messages(Rooms& rooms, const accounts::Identity& identity, const RequestContext& context) {
  auto caller = co_await identity.require(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const bool by_sequence = context.request.query_param("before").has_value();
  const auto page =
      http::read_page<MessageSequence>(context.request, by_sequence ? "before" : "cursor");
  if (!page) co_return std::unexpected(page.error());
  const auto before = page->before ? std::optional(page->before->value) : std::nullopt;
  const auto list =
      co_await rooms.chat().list(std::move(*caller), context.param("code"), before, page->limit);
  if (!list) co_return std::unexpected(list.error());
  co_return Response::json(
      200, http::page_json(
               *list, page->limit, [](const ChatMessage& message) { return to_json(message); },
               [](const ChatMessage& message) { return MessageSequence{message.sequence}; }));
}

}  // namespace

void bind_room_routes(http::Router& router, Rooms& rooms, const accounts::Identity& identity) {
  using http::Method;
  router.add(Method::post, "/api/rooms",
             [&](const RequestContext& context) { return create(rooms, identity, context); });
  router.add(Method::get, "/api/rooms",
             [&](const RequestContext& context) { return list_open(rooms, context); });
  router.add(Method::get, "/api/rooms/{code}",
             [&](const RequestContext& context) { return overview(rooms, context); });
  router.add(Method::get, "/api/rooms/{code}/history",
             [&](const RequestContext& context) { return history(rooms, identity, context); });
  router.add(Method::get, "/api/rooms/{code}/bans",
             [&](const RequestContext& context) { return list_banned(rooms, identity, context); });
  router.add(Method::get, "/api/rooms/{code}/messages",
             [&](const RequestContext& context) { return messages(rooms, identity, context); });
  router.add(Method::delete_, "/api/rooms/{code}",
             [&](const RequestContext& context) { return end(rooms, identity, context); });
  router.add(Method::post, "/api/rooms/{code}/restore",
             [&](const RequestContext& context) { return restore(rooms, identity, context); });
}

}  // namespace pomopomo::rooms
