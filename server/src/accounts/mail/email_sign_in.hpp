#pragma once
// Signing in by mail: one mail with a link and a six-digit code.
//
// Rules (SECURITY.md AU1 to AU9)
//  - Only the browser that asked can use either: it holds a secret in a cookie. The link opened
//  elsewhere signs nobody in; the code can be typed into the browser that asked.
//  - Both work once and for ten minutes; a new mail to the same address ends the older one.
//  - Of codes five may be tried, whoever tries them; each counts before it is looked at. The link
//  goes on working.
//  - Nothing here depends on whether the address is known.
//  - Stored are hashes only; the code's is made with the browser's secret, so that it cannot be
//  guessed from the database.

#include <string>

#include "accounts/mailer.hpp"
#include "accounts/sign_in.hpp"
#include "core/asio.hpp"

namespace pomopomo::accounts {

class EmailSignIn {
 public:
  static constexpr std::chrono::minutes kLife{10};
  static constexpr std::int64_t kTries = 5;
  static constexpr std::size_t kCodeLength = 6;

  // `public_url`: where the link leads.
  EmailSignIn(SignIn& sign_in, Mailer& mailer, std::string public_url)
      : sign_in_(sign_in), mailer_(mailer), public_url_(std::move(public_url)) {}

  struct Request {
    std::string address;   // normalised
    std::string next;      // own_path
    std::string language;  // "en" or "pt"
    // Becomes the password of the account that may come of this, never of one that exists (OA8).
    std::optional<std::string> password_hash = {};
  };
  // Sends the mail. Returns: the secret for the cookie of the browser that asked.
  asio::awaitable<std::string> ask(Request request);

  struct Verified {
    SignedIn signed_in;
    std::string next;
  };
  // What else comes with the link or code. `browser`: the secret of its cookie, or nothing.
  struct Visitor {
    std::string browser;
    Device device;
    std::optional<std::string> time_zone = {};
  };
  // Errors: gone (link_expired, also for an unknown one; link_used), conflict/other_browser,
  // forbidden/suspended.
  asio::awaitable<Result<Verified>> follow_link(std::string token, Visitor visitor);
  // Errors: conflict/other_browser (nothing was asked for here), invalid/wrong_code with
  // {triesLeft}, gone (link_expired, link_used, too_many_tries), forbidden/suspended.
  asio::awaitable<Result<Verified>> enter_code(std::string code, Visitor visitor);

 private:
  struct Token;
  asio::awaitable<std::optional<Token>> count_try(const std::string& browser);
  asio::awaitable<Error> why_no_try(const std::string& browser);
  Result<Verified> use(storage::Transaction& tx, const Token& token, const Visitor& visitor);

  SignIn& sign_in_;
  Mailer& mailer_;
  const std::string public_url_;
};

}  // namespace pomopomo::accounts
