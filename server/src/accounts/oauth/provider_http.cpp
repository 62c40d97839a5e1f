#include "accounts/oauth/provider_http.hpp"

#include <fmt/format.h>

#include "accounts/next_path.hpp"
#include "core/json.hpp"
#include "http/cookies.hpp"
#include "http/text.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

constexpr std::string_view kLinkCookie = "pomopomo_link";
constexpr std::string_view kSettings = "/settings/security";

// Each provider has its own, so that none can be mixed up with another (OA2).
std::string flow_cookie(MethodKind provider) {
  return fmt::format("pomopomo_{}", to_string(provider));
}

std::string read_cookie(const http::Request& request, std::string_view name,
                        const http::OwnOrigin& own) {
  if (!http::cookie_counts(request, own)) return {};
  return std::string(request.cookie(http::cookie_name(name, own.https())));
}

Response see_other(std::string location) {
  auto response = Response::empty(303);
  response.headers.add("Location", std::move(location));
  return response;
}

// A page of ours that goes on to `next`.
std::string page(std::string_view path, std::string_view next, std::string_view problem = {}) {
  std::string out(path);
  if (!problem.empty()) out += fmt::format("?problem={}", problem);
  if (next != "/")
    out += fmt::format("{}next={}", problem.empty() ? '?' : '&', http::percent_encode(next));
  return out;
}

std::string trouble_page(bool linking, std::string_view next, std::string_view problem) {
  return linking ? page(kSettings, "/", problem) : page("/sign-in", next, problem);
}

// Why somebody may not link a provider now; empty: they may.
asio::awaitable<Result<Caller>> may_link(const Identity& identity, const http::Request& request) {
  // Another site must not link its own account at the provider to a visitor's here.
  const auto site = request.headers.get("sec-fetch-site");
  if (!site.empty() && site != "same-origin")
    co_return fail(ErrorCode::forbidden, "other_site", "Link it in the settings.");
  co_return co_await identity.require_fresh(request);
}

asio::awaitable<Result<Response>> start(ProviderSignIn& sign_in, const Identity& identity,
                                        MethodKind provider, const RequestContext& context) {
  const auto& request = context.request;
  const bool linking = request.query_param("link") == "1";
  auto next = request.query_param("next");
  if (linking && !next) next = kSettings;
  std::optional<UserId> link_to;
  if (linking) {
    const auto caller = co_await may_link(identity, request);
    if (!caller) co_return see_other(trouble_page(true, "/", caller.error().reason));
    link_to = caller->account->user;
  }
  const auto path = own_path(next);
  const auto departure = co_await sign_in.leave(provider, path, link_to);
  if (!departure) co_return see_other(trouble_page(linking, path, departure.error().reason));
  auto response = see_other(departure->url);
  response.headers.add("Set-Cookie",
                       http::set_cookie(flow_cookie(provider), departure->browser,
                                        ProviderSignIn::kLife, identity.own().https()));
  co_return response;
}

Response to_response(const Identity& identity, const ProviderSignIn::Outcome& outcome) {
  if (!outcome.problem.empty())
    return see_other(trouble_page(outcome.linking, outcome.next, outcome.problem));
  if (outcome.pending_link) {
    auto response = see_other(page("/sign-in/link", outcome.next));
    response.headers.add("Set-Cookie",
                         http::set_cookie(kLinkCookie, *outcome.pending_link,
                                          ProviderSignIn::kLinkLife, identity.own().https()));
    return response;
  }
  if (!outcome.signed_in) return see_other(outcome.next);
  const bool is_complete = outcome.signed_in->user.username.has_value();
  auto response = see_other(is_complete ? outcome.next : page("/sign-in/complete", outcome.next));
  response.headers.add("Set-Cookie",
                       identity.set_session_cookie(outcome.signed_in->session.secret));
  return response;
}

asio::awaitable<Result<Response>> callback(ProviderSignIn& sign_in, const Identity& identity,
                                           MethodKind provider, const RequestContext& context) {
  const auto& request = context.request;
  const auto& own = identity.own();
  const auto caller = co_await identity.of(request);
  ProviderSignIn::Arrival arrival{
      .state = request.query_param("state").value_or(""),
      .returned = {.code = request.query_param("code").value_or(""),
                   .issuer = request.query_param("iss")},
      .error = request.query_param("error").value_or(""),
      .browser = read_cookie(request, flow_cookie(provider), own),
      .user = caller && caller->account ? std::optional(caller->account->user) : std::nullopt,
      .device = device_of(request)};
  auto response = to_response(identity, co_await sign_in.arrive(provider, std::move(arrival)));
  response.headers.add("Set-Cookie",
                       http::set_cookie(flow_cookie(provider), "", Seconds(0), own.https()));
  co_return response;
}

json::object to_json(const PendingLink& link) {
  return {{"provider", to_string(link.provider)}, {"email", link.email}, {"next", link.next}};
}

asio::awaitable<Result<Response>> get_link(ProviderSignIn& sign_in, const Identity& identity,
                                           const RequestContext& context) {
  const auto link =
      co_await sign_in.find_link(read_cookie(context.request, kLinkCookie, identity.own()));
  if (!link)
    co_return fail(ErrorCode::not_found, "no_pending_link", "Nothing waits to be linked here.");
  co_return Response::json(200, to_json(*link));
}

asio::awaitable<Result<Response>> confirm_link(ProviderSignIn& sign_in, const Identity& identity,
                                               const RequestContext& context) {
  const auto caller = co_await identity.require_fresh(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto& own = identity.own();
  const auto linked =
      co_await sign_in.confirm_link(read_cookie(context.request, kLinkCookie, own),
                                    caller->account->user, device_of(context.request));
  if (!linked) co_return std::unexpected(linked.error());
  auto response = Response::json(200, to_json(*linked));
  response.headers.add("Set-Cookie", http::set_cookie(kLinkCookie, "", Seconds(0), own.https()));
  co_return response;
}

Response ways_json(const ProviderSignIn& sign_in, OtherWays ways) {
  json::array items;
  for (const auto& [kind, provider] : sign_in.providers())
    items.push_back(json::object{{"id", to_string(kind)}});
  return Response::json(
      200, json::object{
               {"items", std::move(items)}, {"email", ways.email}, {"password", ways.password}});
}

}  // namespace

void bind_provider_routes(http::Router& router, ProviderSignIn& sign_in, const Identity& identity,
                          OtherWays ways) {
  using http::Method;
  router.add(Method::get, "/api/auth/providers",
             [&sign_in, ways](const RequestContext&) -> asio::awaitable<Result<Response>> {
               co_return ways_json(sign_in, ways);
             });
  for (const auto& [kind, unused] : sign_in.providers()) {
    const auto path = fmt::format("/api/auth/{}", to_string(kind));
    router.add(Method::get, path + "/start", [&, provider = kind](const RequestContext& context) {
      return start(sign_in, identity, provider, context);
    });
    router.add(Method::get, path + "/callback",
               [&, provider = kind](const RequestContext& context) {
                 return callback(sign_in, identity, provider, context);
               });
  }
  router.add(Method::get, "/api/auth/link",
             [&](const RequestContext& context) { return get_link(sign_in, identity, context); });
  router.add(Method::post, "/api/auth/link/confirm", [&](const RequestContext& context) {
    return confirm_link(sign_in, identity, context);
  });
}

}  // namespace pomopomo::accounts
