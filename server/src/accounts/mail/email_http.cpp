#include "accounts/mail/email_http.hpp"

#include <algorithm>

#include "accounts/mail/address.hpp"
#include "accounts/mail/mail_texts.hpp"
#include "accounts/next_path.hpp"
#include "accounts/profile/locales.hpp"
#include "accounts/sessions_http.hpp"
#include "http/body.hpp"
#include "http/cookies.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;
using realtime::Limit;

constexpr std::string_view kCookie = "pomopomo_signing_in";
constexpr Millis kAskAgainAfter{30'000};  // the mail needs a moment

struct AskBody {
  std::string email;
  std::optional<std::string> next;
  std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(AskBody, (), (email, next, language))

struct VerifyBody {
  std::optional<std::string> token;
  std::optional<std::string> code;
  std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(VerifyBody, (), (token, code, time_zone))

// By client first: who is refused must not use up what others may send to the address.
asio::awaitable<std::optional<Millis>> must_wait(realtime::RateLimiter& limits,
                                                 const std::string& client,
                                                 const std::string& address) {
  for (const auto limit : {Limit::mail_client, Limit::mail_client_day}) {
    if (const auto wait = co_await limits.take(limit, client)) co_return wait;
  }
  for (const auto limit : {Limit::mail_address, Limit::mail_address_day}) {
    if (const auto wait = co_await limits.take(limit, address)) co_return wait;
  }
  co_return std::nullopt;
}

asio::awaitable<Result<Response>> ask(EmailSignIn& email, const Mailer& mailer,
                                      const Identity& identity, realtime::RateLimiter& limits,
                                      const RequestContext& context) {
  const auto body = http::read_body<AskBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  auto address = co_await may_write_to(body->email, mailer, limits, context.request);
  if (!address) co_return std::unexpected(std::move(address.error()));
  const auto language = is_portuguese(body->language.value_or("")) ? "pt" : "en";
  const auto browser =
      co_await email.ask({std::move(*address), own_path(body->next), std::string(language)});
  co_return asked_response(identity, browser);
}

// "123 456" is how people read it.
std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool is_code(std::string_view text) {
  return text.size() == EmailSignIn::kCodeLength &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

asio::awaitable<Result<EmailSignIn::Verified>> verify_one(EmailSignIn& email, VerifyBody body,
                                                          EmailSignIn::Visitor visitor) {
  if (body.token.has_value() == body.code.has_value())
    co_return fail_field("token", "token_or_code", "Give either token or code.");
  if (body.token) co_return co_await email.follow_link(std::move(*body.token), std::move(visitor));
  auto code = without_spaces(std::move(*body.code));
  if (!is_code(code)) co_return fail_field("code", "not_six_digits", "A code is six digits.");
  co_return co_await email.enter_code(std::move(code), std::move(visitor));
}

asio::awaitable<Result<Response>> verify(EmailSignIn& email, const Identity& identity,
                                         realtime::RateLimiter& limits,
                                         const RequestContext& context) {
  auto body = http::read_body<VerifyBody>(context.request);
  if (!body) co_return std::unexpected(body.error());
  const auto wait =
      co_await limits.take(Limit::sign_in_tries, realtime::client_key(context.request.remote));
  if (wait)
    co_return realtime::too_often("too_many_tries", "Too many tries. Wait a moment.", *wait);

  const bool https = identity.own().https();
  EmailSignIn::Visitor visitor{.browser = {}, .device = device_of(context.request)};
  // A browser that lives nowhere we know of signs in all the same.
  if (const auto zone = clean_time_zone(body->time_zone.value_or(""))) visitor.time_zone = *zone;
  if (http::cookie_counts(context.request, identity.own()))
    visitor.browser = context.request.cookie(http::cookie_name(kCookie, https));
  const auto verified = co_await verify_one(email, std::move(*body), std::move(visitor));
  if (!verified) co_return std::unexpected(verified.error());
  auto response = sign_in_response(identity, verified->signed_in, verified->next);
  response.headers.add("Set-Cookie", http::set_cookie(kCookie, "", Seconds(0), https));
  co_return response;
}

}  // namespace

asio::awaitable<Result<std::string>> may_write_to(std::string_view typed, const Mailer& mailer,
                                                  realtime::RateLimiter& limits,
                                                  const http::Request& request) {
  auto address = normalise_address(typed);
  if (!address) co_return address;
  if (!mailer.enabled())
    co_return fail(ErrorCode::unavailable, "mail_off", "This server cannot send mail.");
  const auto wait = co_await must_wait(limits, realtime::client_key(request.remote), *address);
  if (wait)
    co_return realtime::too_often("too_many_mails", "Too many mails. Wait a moment.", *wait);
  co_return address;
}

Response asked_response() {
  return Response::json(202, json::object{{"retryAfterMs", kAskAgainAfter.count()}});
}

Response asked_response(const Identity& identity, std::string_view browser) {
  auto response = asked_response();
  response.headers.add(
      "Set-Cookie", http::set_cookie(kCookie, browser, EmailSignIn::kLife, identity.own().https()));
  return response;
}

void bind_email_routes(http::Router& router, EmailSignIn& email, const Mailer& mailer,
                       const Identity& identity, realtime::RateLimiter& limits) {
  using http::Method;
  router.add(Method::post, "/api/auth/email", [&](const RequestContext& context) {
    return ask(email, mailer, identity, limits, context);
  });
  router.add(Method::post, "/api/auth/email/verify", [&](const RequestContext& context) {
    return verify(email, identity, limits, context);
  });
}

}  // namespace pomopomo::accounts
