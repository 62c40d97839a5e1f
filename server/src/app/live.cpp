#include "app/live.hpp"

#include "realtime/ack.hpp"
#include "realtime/emitter.hpp"
#include "rooms/chat_socket.hpp"
#include "rooms/connection.hpp"
#include "rooms/proposals_socket.hpp"
#include "rooms/rooms_socket.hpp"
#include "rooms/tasks_socket.hpp"

namespace pomopomo::app {

namespace {

using socketio::Arguments;
using socketio::Refusal;
using socketio::SocketPtr;

constexpr Millis kTryAgainAfter{5'000};

asio::awaitable<std::optional<Refusal>> authenticate(const accounts::Identity& identity,
                                                     PersonSockets& people, SocketPtr socket,
                                                     json::object auth) {
  std::string token;
  if (const auto* given = auth.if_contains("token"); given != nullptr && given->is_string())
    token = given->get_string();
  auto caller = co_await identity.of_connection(socket->handshake().headers, std::move(token));
  if (!caller)
    co_return Refusal{"unauthorized",
                      json::object{{"code", "unauthorized"}, {"reason", "no_identity"}}};
  if (caller->account) {
    const auto& account = *caller->account;
    realtime::Emitter::subscribe_account(socket, account.user, account.session);
    // Whoever ended the session before now did not find this socket yet.
    if (co_await identity.has_ended(*caller))
      co_return Refusal{"unauthorized",
                        json::object{{"code", "unauthorized"}, {"reason", "session_ended"}}};
  }
  auto place = people.take(caller->person);
  if (!place)
    co_return Refusal{"rate_limited", json::object{{"code", "rate_limited"},
                                                   {"reason", "too_many_sockets"},
                                                   {"retryAfterMs", kTryAgainAfter.count()}}};
  socket->data() = rooms::Connection{std::move(*caller), {}, std::move(place)};
  co_return std::nullopt;
}

asio::awaitable<Arguments> refuse_unknown(std::string) {
  co_return realtime::ack_error(
      fail(ErrorCode::not_found, "unknown_event", "There is no such event.").error());
}

Arguments failure_ack(const std::exception_ptr& failure) {
  if (const auto known = translate_failure(failure)) return realtime::ack_error(*known);
  return realtime::ack_error(
      fail(ErrorCode::internal, "internal", "Something went wrong on our side.").error());
}

}  // namespace

std::optional<Error> translate_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const storage::StorageFull&) {
    return fail(ErrorCode::storage_full, "storage_full",
                "The server's disk is full. Nothing was changed.")
        .error();
  } catch (const storage::Overloaded&) {
    auto error =
        fail(ErrorCode::unavailable, "overloaded", "The server is busy. Try again in a moment.")
            .error();
    error.retry_after = std::chrono::seconds(1);
    return error;
  } catch (const storage::StorageError&) {
    auto error = fail(ErrorCode::unavailable, "storage",
                      "The server cannot store anything now. Nothing was changed.")
                     .error();
    error.retry_after = std::chrono::seconds(5);
    return error;
  } catch (const socketio::BadPayload& bad) {
    return fail_field("payload", bad.what(), "The event's JSON is not acceptable.").error();
  } catch (const socketio::RateLimited& limited) {
    auto error =
        fail(ErrorCode::rate_limited, "too_many_events", "Too much at once. Try again in a moment.")
            .error();
    error.retry_after = limited.retry_after;
    return error;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void bind_live(socketio::Server& server, const http::OwnOrigin& own,
               const accounts::Identity& identity, PersonSockets& people, rooms::Rooms& rooms,
               BackgroundTasks& tasks) {
  // WS1: pages of other sites may not connect at all; clients that send no Origin are no pages.
  server.on_handshake([&own](const http::Request& request) -> std::optional<std::string> {
    if (!request.headers.has("origin") || own.matches(request.headers.get("origin")))
      return std::nullopt;
    return "This connection does not come from our own pages.";
  });
  // WS2: a sid belongs to the cookie that opened it.
  server.session_binding(
      [&identity](const http::Request& request) { return identity.binding_of(request); });

  auto& sockets = server.of("/");
  sockets.on_connect([&identity, &people](SocketPtr socket, json::object auth) {
    return authenticate(identity, people, std::move(socket), std::move(auth));
  });
  sockets.on_any(
      [](SocketPtr, std::string event, Arguments) { return refuse_unknown(std::move(event)); });
  sockets.on_error(failure_ack);
  rooms::bind_room_events(sockets, rooms, tasks);
  rooms::bind_task_events(sockets, rooms);
  rooms::bind_proposal_events(sockets, rooms);
  rooms::bind_chat_events(sockets, rooms);
}

}  // namespace pomopomo::app
