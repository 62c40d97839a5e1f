#include "accounts/password/security_http.hpp"

#include <algorithm>

#include "accounts/mail/email_http.hpp"
#include "accounts/sessions_http.hpp"
#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

struct CodeBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeBody, (), (code))

struct TotpBody {
  std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(TotpBody, (), (code))

struct ReauthenticateBody {
  std::optional<std::string> password;
  std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(ReauthenticateBody, (), (password, code))

json::object to_json(const Method& method) {
  return {{"id", method.id.str()},
          {"kind", to_string(method.kind)},
          {"email", encode(method.email)},
          {"createdAt", to_epoch_ms(method.created_at)},
          {"lastUsedAt", encode(method.last_used_at)}};
}

Response codes_response(const std::vector<std::string>& codes) {
  return Response::json(200, json::object{{"backupCodes", encode(codes)}});
}

asio::awaitable<Result<Response>> list_methods(Methods& methods, const Identity& identity,
                                               const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto list = co_await methods.list(caller->account->user);
  json::array items;
  for (const auto& method : list.methods) items.push_back(to_json(method));
  const bool has_password =
      std::ranges::find(list.methods, MethodKind::password, &Method::kind) != list.methods.end();
  co_return Response::json(200, json::object{{"items", std::move(items)},
                                             {"hasPassword", has_password},
                                             {"hasTotp", list.has_second_factor},
                                             {"backupCodesLeft", list.backup_codes_left}});
}

asio::awaitable<Result<Response>> remove_method(Methods& methods, const Identity& identity,
                                                const RequestContext& context) {
  const auto caller = co_await identity.require_fresh(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto id = parse_id_as<MethodId>(context.param("id"));
  const auto removed = co_await methods.remove(*caller->account, id.value_or(MethodId{}),
                                               device_of(context.request));
  if (!removed) co_return std::unexpected(removed.error());
  co_return Response::empty();
}

asio::awaitable<Result<Response>> set_totp(SecondFactors& factors, const Identity& identity,
                                           const RequestContext& context) {
  const auto body = http::read_body<TotpBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  const auto caller = co_await identity.require_fresh(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  if (body->code) {
    const auto codes = co_await factors.confirm(*caller->account, *body->code,
                                                guesser_of(context.request, identity));
    if (!codes) co_return std::unexpected(codes.error());
    co_return codes_response(*codes);
  }
  const auto secret = co_await factors.begin(*caller->account);
  if (!secret) co_return std::unexpected(secret.error());
  co_return Response::json(200, json::object{{"secret", secret->text}, {"uri", secret->uri}});
}

asio::awaitable<Result<Response>> remove_totp(SecondFactors& factors, const Identity& identity,
                                              const RequestContext& context) {
  const auto caller = co_await identity.require_fresh(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto removed = co_await factors.remove(*caller->account, device_of(context.request));
  if (!removed) co_return std::unexpected(removed.error());
  co_return Response::empty();
}

asio::awaitable<Result<Response>> renew_backup_codes(SecondFactors& factors,
                                                     const Identity& identity,
                                                     const RequestContext& context) {
  const auto caller = co_await identity.require_fresh(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto codes =
      co_await factors.renew_backup_codes(*caller->account, device_of(context.request));
  if (!codes) co_return std::unexpected(codes.error());
  co_return codes_response(*codes);
}

asio::awaitable<Result<Response>> pass_second_factor(SecondFactors& factors,
                                                     const Identity& identity,
                                                     const RequestContext& context) {
  const auto body = http::read_body<CodeBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  auto holder = co_await identity.session_of(context.request);
  if (!holder) co_return fail(ErrorCode::unauthorized, "no_account", "Sign in first.");
  const auto passed =
      co_await factors.pass(std::move(*holder), body->code, guesser_of(context.request, identity));
  if (!passed) co_return std::unexpected(passed.error());
  co_return sign_in_response(identity, *passed, "/");
}

asio::awaitable<Result<Response>> mail_code(Reauthentication& reauthentication,
                                            const Mailer& mailer, const Identity& identity,
                                            realtime::RateLimiter& limits,
                                            const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto own = co_await reauthentication.address_of(caller->account->user);
  if (!own) co_return std::unexpected(own.error());
  const auto address = co_await may_write_to(*own, mailer, limits, context.request);
  if (!address) co_return std::unexpected(address.error());
  co_await reauthentication.mail_code(caller->account->user);
  co_return asked_response();
}

asio::awaitable<Result<Response>> reauthenticate(Reauthentication& reauthentication,
                                                 const Identity& identity,
                                                 const RequestContext& context) {
  const auto body = http::read_body<ReauthenticateBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  if (body->password.has_value() == body->code.has_value())
    co_return fail_field("password", "password_or_code", "Give either password or code.");
  auto guesser = guesser_of(context.request, identity);
  const auto& account = *caller->account;
  const auto shown =
      body->password
          ? co_await reauthentication.by_password(account, *body->password, std::move(guesser))
          : co_await reauthentication.by_code(account, *body->code, std::move(guesser));
  if (!shown) co_return std::unexpected(shown.error());
  co_return Response::empty();
}

}  // namespace

void bind_security_routes(http::Router& router, Methods& methods, SecondFactors& second_factors,
                          Reauthentication& reauthentication, const Mailer& mailer,
                          const Identity& identity, realtime::RateLimiter& limits) {
  using Verb = http::Method;
  router.add(Verb::get, "/api/me/methods", [&](const RequestContext& context) {
    return list_methods(methods, identity, context);
  });
  router.add(Verb::delete_, "/api/me/methods/{id}", [&](const RequestContext& context) {
    return remove_method(methods, identity, context);
  });
  router.add(Verb::post, "/api/me/totp", [&](const RequestContext& context) {
    return set_totp(second_factors, identity, context);
  });
  router.add(Verb::delete_, "/api/me/totp", [&](const RequestContext& context) {
    return remove_totp(second_factors, identity, context);
  });
  router.add(Verb::post, "/api/me/totp/backup-codes", [&](const RequestContext& context) {
    return renew_backup_codes(second_factors, identity, context);
  });
  router.add(Verb::post, "/api/auth/second-factor", [&](const RequestContext& context) {
    return pass_second_factor(second_factors, identity, context);
  });
  router.add(Verb::post, "/api/auth/reauthenticate/mail", [&](const RequestContext& context) {
    return mail_code(reauthentication, mailer, identity, limits, context);
  });
  router.add(Verb::post, "/api/auth/reauthenticate", [&](const RequestContext& context) {
    return reauthenticate(reauthentication, identity, context);
  });
}

}  // namespace pomopomo::accounts
