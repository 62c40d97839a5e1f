#include "accounts/password/password_http.hpp"

#include <boost/asio/this_coro.hpp>

#include <fmt/format.h>

#include "accounts/mail/address.hpp"
#include "accounts/mail/email_http.hpp"
#include "accounts/mail/mail_texts.hpp"
#include "accounts/next_path.hpp"
#include "accounts/sessions_http.hpp"
#include "http/body.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

struct SignUpBody {
  std::string email;
  std::string password;
  std::optional<std::string> next;
  std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(SignUpBody, (), (email, password, next, language))

struct SignInBody {
  std::string email;
  std::string password;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password, next))

struct ForgotBody {
  std::string email;
  std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(ForgotBody, (), (email, language))

struct ResetBody {
  std::string token;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(ResetBody, (), (token, password))

struct ChangeBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (password))

class Handlers {
 public:
  Handlers(Passwords& passwords, EmailSignIn& email, const Mailer& mailer, const Identity& identity,
           realtime::RateLimiter& limits)
      : passwords_(passwords),
        email_(email),
        mailer_(mailer),
        identity_(identity),
        limits_(limits) {}

  asio::awaitable<Result<Response>> sign_up(const RequestContext& context) const {
    const auto body = http::read_body<SignUpBody>(context.request);
    if (!body) co_return std::unexpected(body.error());
    const auto address = co_await may_write_to(body->email, mailer_, limits_, context.request);
    if (!address) co_return std::unexpected(address.error());
    auto hash = co_await passwords_.hash_new(body->password, *address);
    if (!hash) co_return std::unexpected(std::move(hash.error()));
    const auto browser = co_await email_.ask({.address = *address,
                                              .next = own_path(body->next),
                                              .language = mail_language(body->language),
                                              .password_hash = std::move(*hash)});
    co_return asked_response(identity_, browser);
  }

  asio::awaitable<Result<Response>> sign_in(const RequestContext& context) const {
    const auto body = http::read_body<SignInBody>(context.request);
    if (!body) co_return std::unexpected(body.error());
    const auto address = normalise_address(body->email);
    if (!address) co_return std::unexpected(address.error());
    const auto signed_in = co_await passwords_.sign_in(*address, body->password,
                                                       guesser_of(context.request, identity_));
    if (!signed_in) co_return std::unexpected(signed_in.error());
    co_return sign_in_response(identity_, *signed_in, own_path(body->next));
  }

  asio::awaitable<Result<Response>> forgot(const RequestContext& context) const {
    const auto body = http::read_body<ForgotBody>(context.request);
    if (!body) co_return std::unexpected(body.error());
    const auto address = co_await may_write_to(body->email, mailer_, limits_, context.request);
    if (!address) co_return std::unexpected(address.error());
    passwords_.forgot(co_await asio::this_coro::executor, *address, mail_language(body->language));
    co_return asked_response();
  }

  asio::awaitable<Result<Response>> reset(const RequestContext& context) const {
    const auto body = http::read_body<ResetBody>(context.request);
    if (!body) co_return std::unexpected(body.error());
    const auto wait = co_await limits_.take(realtime::Limit::sign_in_tries,
                                            realtime::client_key(context.request.remote));
    if (wait)
      co_return realtime::too_often("too_many_tries", "Too many tries. Wait a moment.", *wait);
    const auto signed_in =
        co_await passwords_.reset(body->token, body->password, device_of(context.request));
    if (!signed_in) co_return std::unexpected(signed_in.error());
    co_return sign_in_response(identity_, *signed_in, "/");
  }

  asio::awaitable<Result<Response>> change(const RequestContext& context) const {
    const auto body = http::read_body<ChangeBody>(context.request);
    if (!body) co_return std::unexpected(body.error());
    const auto caller = co_await identity_.require_fresh(context.request);
    if (!caller) co_return std::unexpected(caller.error());
    const auto changed =
        co_await passwords_.change(*caller->account, body->password, device_of(context.request));
    if (!changed) co_return std::unexpected(changed.error());
    co_return Response::empty();
  }

 private:
  static std::string mail_language(const std::optional<std::string>& asked) {
    return is_portuguese(asked.value_or("")) ? "pt" : "en";
  }

  Passwords& passwords_;
  EmailSignIn& email_;
  const Mailer& mailer_;
  const Identity& identity_;
  realtime::RateLimiter& limits_;
};

}  // namespace

void bind_password_routes(http::Router& router, Passwords& passwords, EmailSignIn& email,
                          const Mailer& mailer, const Identity& identity,
                          realtime::RateLimiter& limits) {
  using http::Method;
  const auto handlers =
      std::make_shared<const Handlers>(passwords, email, mailer, identity, limits);
  const auto post = [&](std::string_view verb, auto handler) {
    router.add(Method::post, fmt::format("/api/auth/password/{}", verb),
               [handlers, handler](const RequestContext& context) {
                 return ((*handlers).*handler)(context);
               });
  };
  post("sign-up", &Handlers::sign_up);
  post("sign-in", &Handlers::sign_in);
  post("forgot", &Handlers::forgot);
  post("reset", &Handlers::reset);
  post("change", &Handlers::change);
}

}  // namespace pomopomo::accounts
