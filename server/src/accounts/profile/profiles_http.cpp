#include "accounts/profile/profiles_http.hpp"

#include "accounts/profile/profiles_wire.hpp"
#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;
using Answer = asio::awaitable<Result<Response>>;

Answer get_me(Profiles& profiles, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto profile = co_await profiles.own(caller->account->user);
  co_return Response::json(200, own_profile_json(profile));
}

Answer change_me(Profiles& profiles, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  auto patch = http::read_body<ProfilePatch>(context.request);
  if (!patch) co_return std::unexpected(patch.error());
  auto settings = http::read_body<SettingsPatch>(context.request);
  if (!settings) co_return std::unexpected(settings.error());
  const auto changed =
      co_await profiles.change(caller->account->user, std::move(*patch), std::move(*settings));
  if (!changed) co_return std::unexpected(changed.error());
  co_return Response::json(200, own_profile_json(*changed));
}

// Whether the caller may have a username; why not is an answer, too.
Answer check_username(Profiles& profiles, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto username = context.request.query_param("username");
  if (!username) co_return fail_field("username", "required", "username is required.");
  const auto may = co_await profiles.check_username(caller->account->user, *username);
  co_return Response::json(
      200, json::object{{"username", *username},
                        {"available", may.has_value()},
                        {"reason", may ? json::value(nullptr) : json::value(may.error().reason)}});
}

Answer get_user(Profiles& profiles, const Identity& identity, const RequestContext& context) {
  const auto caller = co_await identity.of(context.request);
  const auto viewer =
      caller && caller->account ? std::optional(caller->account->user) : std::nullopt;
  const auto profile = co_await profiles.find(viewer, context.param("username"));
  if (!profile) co_return std::unexpected(profile.error());
  co_return Response::json(200, public_profile_json(*profile));
}

}  // namespace

void bind_profile_routes(http::Router& router, Profiles& profiles, const Identity& identity) {
  using http::Method;
  router.add(Method::get, "/api/me",
             [&](const RequestContext& context) { return get_me(profiles, identity, context); });
  router.add(Method::patch, "/api/me",
             [&](const RequestContext& context) { return change_me(profiles, identity, context); });
  router.add(Method::get, "/api/users", [&](const RequestContext& context) {
    return check_username(profiles, identity, context);
  });
  router.add(Method::get, "/api/users/{username}",
             [&](const RequestContext& context) { return get_user(profiles, identity, context); });
}

}  // namespace pomopomo::accounts
