#include "accounts/claims/claims_http.hpp"

#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

struct ClaimBody {
  Decision decision = Decision::later;
};
BOOST_DESCRIBE_STRUCT(ClaimBody, (), (decision))

asio::awaitable<Result<Response>> claim(Claims& claims, const Identity& identity,
                                        const RequestContext& context) {
  auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto body = http::read_body<ClaimBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  const auto claimed = co_await claims.decide(
      std::move(*caller), std::string(identity.guest_secret(context.request)), body->decision);
  if (!claimed) co_return std::unexpected(claimed.error());
  auto response = Response::json(200, json::object{{"decision", encode(claimed->decision)},
                                                   {"rooms", claimed->amount.rooms},
                                                   {"focusSec", claimed->amount.focus.count()}});
  // C7: the secret is of no use any more.
  if (claimed->decision != Decision::later)
    response.headers.add("Set-Cookie", identity.clear_guest_cookie());
  co_return response;
}

}  // namespace

void bind_claim_routes(http::Router& router, Claims& claims, const Identity& identity) {
  router.add(http::Method::post, "/api/auth/claim",
             [&](const RequestContext& context) { return claim(claims, identity, context); });
}

}  // namespace pomopomo::accounts
