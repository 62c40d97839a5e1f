#include "accounts/mail/email_sign_in.hpp"

#include <fmt/format.h>

#include "accounts/password/password_store.hpp"
#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {

namespace {

using TokenId = Id<struct TokenTag>;

constexpr std::chrono::hours kKeep{1};  // so that a link used twice, or late, is told apart

std::string new_code() {
  return fmt::format("{:06}", random_below(1'000'000));
}

storage::Blob hash_of_code(std::string_view code, std::string_view browser) {
  return hash_of(fmt::format("{}:{}", browser, code));
}

std::unexpected<Error> expired() {
  return fail(ErrorCode::gone, "link_expired", "This has expired. Ask for a new mail.");
}

std::unexpected<Error> used() {
  return fail(ErrorCode::gone, "link_used", "This has been used already. Ask for a new mail.");
}

std::unexpected<Error> other_browser() {
  return fail(ErrorCode::conflict, "other_browser",
              "Type the code of the mail into the browser in which you asked for it.");
}

std::unexpected<Error> too_many_tries() {
  return fail(ErrorCode::gone, "too_many_tries", "Too many wrong codes. Ask for a new mail.");
}

std::unexpected<Error> wrong_code(std::int64_t tries_left) {
  auto error = fail(ErrorCode::invalid, "wrong_code", "This is not the code of the mail.");
  error.error().current = json::object{{"triesLeft", tries_left}};
  return error;
}

}  // namespace

struct EmailSignIn::Token {
  TokenId id;
  std::string email;
  std::string next;
  std::string language;
  std::optional<std::string> password_hash;
  std::string code_hash = {};
  std::int64_t tries = 0;

  static Token of(const storage::Row& row) {
    return {row.id<TokenId>("id"), row.text("email"), row.text("next"), row.text("language"),
            row.optional_text("password_hash")};
  }
};

asio::awaitable<std::string> EmailSignIn::ask(Request request) {
  const auto token = new_secret();
  const auto browser = new_secret();
  const auto code = new_code();
  const auto now = sign_in_.clock().now();
  const Mail mail{.to = request.address,
                  .kind = MailKind::sign_in,
                  .language = request.language,
                  .values = {{"code", code},
                             {"link", fmt::format("{}/auth/email?token={}", public_url_, token)}},
                  .useful_for = kLife};
  co_await sign_in_.db().write([&](storage::Transaction& tx) {
    tx.execute(sql::sign_in_tokens::delete_old, {{"before", now - kKeep}});
    tx.execute(sql::sign_in_tokens::insert, {{"id", sign_in_.ids().next<TokenId>()},
                                             {"email", request.address},
                                             {"token_hash", hash_of(token)},
                                             {"browser_hash", hash_of(browser)},
                                             {"code_hash", hash_of_code(code, browser)},
                                             {"next", request.next},
                                             {"language", request.language},
                                             {"password_hash", request.password_hash},
                                             {"expires_at", now + kLife}});
    mailer_.queue(tx, mail);
  });
  co_return browser;
}

asio::awaitable<Result<EmailSignIn::Verified>> EmailSignIn::follow_link(std::string token,
                                                                        Visitor visitor) {
  co_return co_await sign_in_.db().write([&](storage::Transaction& tx) -> Result<Verified> {
    const auto row =
        tx.query_one(sql::sign_in_tokens::find_by_token, {{"token_hash", hash_of(token)}});
    if (!row || row->time("expires_at") <= sign_in_.clock().now()) return expired();
    if (!row->is_null("used_at")) return used();
    if (row->blob("browser_hash") != hash_of(visitor.browser).bytes) return other_browser();
    return use(tx, Token::of(*row), visitor);
  });
}

asio::awaitable<Result<EmailSignIn::Verified>> EmailSignIn::enter_code(std::string code,
                                                                       Visitor visitor) {
  const auto token = co_await count_try(visitor.browser);
  if (!token) co_return std::unexpected(co_await why_no_try(visitor.browser));
  if (token->code_hash != hash_of_code(code, visitor.browser).bytes) {
    if (token->tries == kTries) co_return too_many_tries();
    co_return wrong_code(kTries - token->tries);
  }
  co_return co_await sign_in_.db().write(
      [&](storage::Transaction& tx) { return use(tx, *token, visitor); });
}

// In a transaction of its own: a wrong code stays counted.
asio::awaitable<std::optional<EmailSignIn::Token>> EmailSignIn::count_try(
    const std::string& browser) {
  co_return co_await sign_in_.db().write([&](storage::Transaction& tx) -> std::optional<Token> {
    const auto row = tx.query_one(
        sql::sign_in_tokens::count_try,
        {{"browser_hash", hash_of(browser)}, {"now", sign_in_.clock().now()}, {"most", kTries}});
    if (!row) return std::nullopt;
    auto token = Token::of(*row);
    token.code_hash = row->blob("code_hash");
    token.tries = row->integer("tries");
    return token;
  });
}

asio::awaitable<Error> EmailSignIn::why_no_try(const std::string& browser) {
  co_return co_await sign_in_.db().read([&](storage::Transaction& tx) -> Error {
    const auto row =
        tx.query_one(sql::sign_in_tokens::find_by_browser, {{"browser_hash", hash_of(browser)}});
    if (!row) return (browser.empty() ? other_browser() : expired()).error();
    if (!row->is_null("used_at")) return used().error();
    if (row->time("expires_at") <= sign_in_.clock().now()) return expired().error();
    return too_many_tries().error();
  });
}

Result<EmailSignIn::Verified> EmailSignIn::use(storage::Transaction& tx, const Token& token,
                                               const Visitor& visitor) {
  const auto now = sign_in_.clock().now();
  if (tx.execute(sql::sign_in_tokens::use_up, {{"id", token.id}, {"now", now}}) == 0) return used();
  auto signed_in = sign_in_.complete(tx,
                                     {.kind = MethodKind::email,
                                      .subject = token.email,
                                      .verified_email = token.email,
                                      .language = token.language,
                                      .time_zone = visitor.time_zone},
                                     visitor.device);
  if (!signed_in) return std::unexpected(std::move(signed_in.error()));
  if (signed_in->is_new && token.password_hash) {
    store::put_password(tx, sign_in_.ids(), signed_in->user.id, {*token.password_hash}, now);
  }
  return Verified{std::move(*signed_in), token.next};
}

}  // namespace pomopomo::accounts
