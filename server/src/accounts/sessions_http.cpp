#include "accounts/sessions_http.hpp"

#include "accounts/profile/profiles_wire.hpp"
#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

json::value to_json(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

json::object to_json(const SessionView& session, SessionId current) {
  return {{"id", session.id.str()},
          {"current", session.id == current},
          {"userAgent", session.device.user_agent},
          {"address", session.device.address},
          {"createdAt", to_epoch_ms(session.created_at)},
          {"lastUsedAt", to_epoch_ms(session.last_used_at)}};
}

json::object to_json(const ClaimOffer& offer) {
  return {{"id", offer.guest.str()},
          {"displayName", offer.display_name},
          {"rooms", offer.amount.rooms},
          {"focusSec", offer.amount.focus.count()},
          {"isReminder", offer.is_reminder}};
}

asio::awaitable<Result<Response>> get_session(const Identity& identity, storage::Database& db,
                                              Claims& claims, const RequestContext& context) {
  const auto& request = context.request;
  const auto holder = co_await identity.session_of(request);
  auto guest = holder ? co_await identity.guest_of(request) : co_await identity.of(request);
  json::object body{{"kind", "none"}};
  if (holder) {
    const auto user = co_await db.read([&](storage::Transaction& tx) {
      return store::find_user(tx, holder->caller.account->user);
    });
    if (user) {
      body["kind"] = "user";
      auto& shown = body["user"] = user_json(*user);
      if (holder->awaits_second_factor) shown.as_object()["needsSecondFactor"] = true;
    }
    if (const auto offer = co_await claims.offer(identity.guest_secret(request)))
      body["guest"] = to_json(*offer);
  } else if (guest) {
    body["kind"] = "guest";
    body["guest"] = json::object{{"id", guest->person.str()}, {"displayName", guest->display_name}};
  }
  auto response = Response::json(200, body);
  // A cookie that names nobody is only in the way.
  if (!holder && !request.cookie(identity.session_cookie_name()).empty())
    response.headers.add("Set-Cookie", identity.clear_session_cookie());
  if (!guest && !request.cookie(identity.guest_cookie_name()).empty())
    response.headers.add("Set-Cookie", identity.clear_guest_cookie());
  co_return response;
}

asio::awaitable<Result<Response>> sign_out(const Identity& identity, Guests& guests,
                                           Sessions& sessions, const RequestContext& context) {
  const auto holder = co_await identity.session_of(context.request);
  if (holder) {
    const auto& account = *holder->caller.account;
    // One that has just ended elsewhere is as good as ended here.
    (void)co_await sessions.end(account.user, account.session, "signed_out");
    // The next person at this computer inherits nothing (C7).
    if (const auto guest = co_await identity.guest_of(context.request))
      co_await guests.forget_secret(guest->person);
  }
  auto response = Response::empty();
  response.headers.add("Set-Cookie", identity.clear_session_cookie());
  if (holder) response.headers.add("Set-Cookie", identity.clear_guest_cookie());
  co_return response;
}

asio::awaitable<Result<Response>> list_sessions(const Identity& identity, Sessions& sessions,
                                                const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto& account = *caller->account;
  json::array items;
  for (const auto& session : co_await sessions.list(account.user, account.role))
    items.push_back(to_json(session, account.session));
  co_return Response::json(200, json::object{{"items", std::move(items)}});
}

asio::awaitable<Result<Response>> end_session(const Identity& identity, Sessions& sessions,
                                              const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto& account = *caller->account;
  const auto& id = context.param("id");
  if (id == "others") {
    co_await sessions.end_others(account, "revoked");
    co_return Response::empty();
  }
  const auto session = parse_id_as<SessionId>(id);
  auto ended = co_await sessions.end(account.user, session.value_or(SessionId{}), "revoked");
  if (!ended) co_return std::unexpected(std::move(ended.error()));
  co_return Response::empty();
}

}  // namespace

json::object user_json(const User& user) {
  return {{"id", user.id.str()},
          {"username", to_json(user.username)},
          {"displayName", user.display_name},
          {"email", to_json(user.email)},
          {"role", to_string(user.role)},
          {"avatarUrl", avatar_url(user.avatar)},
          {"isComplete", user.username.has_value()}};
}

http::Response sign_in_response(const Identity& identity, const SignedIn& signed_in,
                                std::string_view next) {
  auto user = user_json(signed_in.user);
  if (signed_in.awaits_second_factor) user["needsSecondFactor"] = true;
  auto response = Response::json(
      200, json::object{{"session", json::object{{"kind", "user"}, {"user", std::move(user)}}},
                        {"isNew", signed_in.is_new},
                        {"next", next}});
  response.headers.add("Set-Cookie", identity.set_session_cookie(signed_in.session.secret));
  if (!signed_in.device_secret.empty())
    response.headers.add("Set-Cookie", identity.set_device_cookie(signed_in.device_secret));
  return response;
}

void bind_session_routes(http::Router& router, Guests& guests, Sessions& sessions,
                         storage::Database& db, Claims& claims, const Identity& identity) {
  using http::Method;
  router.add(Method::get, "/api/session", [&](const RequestContext& context) {
    return get_session(identity, db, claims, context);
  });
  router.add(Method::post, "/api/auth/sign-out", [&](const RequestContext& context) {
    return sign_out(identity, guests, sessions, context);
  });
  router.add(Method::get, "/api/me/sessions", [&](const RequestContext& context) {
    return list_sessions(identity, sessions, context);
  });
  router.add(Method::delete_, "/api/me/sessions/{id}", [&](const RequestContext& context) {
    return end_session(identity, sessions, context);
  });
}

}  // namespace pomopomo::accounts
