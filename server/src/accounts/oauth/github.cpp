#include "accounts/oauth/github.hpp"

#include "accounts/oauth/provider_answers.hpp"

namespace pomopomo::accounts {

namespace {

bool is_true(const json::object& object, std::string_view name) {
  const auto* const value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// The number of the account; nullopt for anything else.
std::optional<std::int64_t> account_number(const json::value& user) {
  const auto* const id = user.is_object() ? user.get_object().if_contains("id") : nullptr;
  if (id == nullptr || !id->is_int64() || id->get_int64() <= 0) return std::nullopt;
  return id->get_int64();
}

std::optional<std::string> primary_address(const json::array& addresses) {
  for (const auto& value : addresses) {
    if (!value.is_object()) continue;
    const auto& entry = value.get_object();
    const auto* const address = entry.if_contains("email");
    if (is_true(entry, "primary") && is_true(entry, "verified") && address != nullptr &&
        address->is_string()) {
      return std::string(address->get_string());
    }
  }
  return std::nullopt;
}

}  // namespace

GitHub::GitHub(http::HttpsClient& client, std::string url, std::string api_url,
               Registration registration)
    : client_(client),
      url_(std::move(url)),
      api_url_(std::move(api_url)),
      registration_(std::move(registration)) {}

asio::awaitable<Result<std::string>> GitHub::authorization_url(Attempt attempt) {
  co_return url_ + "/login/oauth/authorize?" +
      http::encode_form({{"client_id", registration_.client_id},
                         {"redirect_uri", registration_.redirect_uri},
                         {"scope", "user:email"},
                         {"state", attempt.state},
                         {"code_challenge", challenge_of(attempt.verifier)},
                         {"code_challenge_method", "S256"}});
}

asio::awaitable<Result<ProviderPerson>> GitHub::find_person(Attempt attempt, Returned returned) {
  const auto token = co_await trade(attempt, returned.code);
  if (!token) co_return std::unexpected(token.error());
  const auto user = co_await ask(client_, "user", api_request("/user", *token));
  if (!user) co_return std::unexpected(user.error());
  const auto number = account_number(user->body);
  if (user->status != 200 || !number) co_return provider_refused("user", "no account");
  auto address = co_await find_address(*token);
  if (!address) co_return std::unexpected(address.error());
  auto name = user->text("name");
  if (!name) name = user->text("login");
  co_return ProviderPerson{.subject = std::to_string(*number),
                           .verified_email = std::move(*address),
                           .name = std::move(name),
                           .language = std::nullopt};
}

asio::awaitable<Result<std::string>> GitHub::trade(const Attempt& attempt,
                                                   const std::string& code) {
  constexpr std::string_view kWhat = "token endpoint";
  http::ClientRequest request{
      .url = url_ + "/login/oauth/access_token",
      .headers = {"Accept: application/json"},
      .form = http::encode_form({{"client_id", registration_.client_id},
                                 {"client_secret", registration_.client_secret},
                                 {"code", code},
                                 {"redirect_uri", registration_.redirect_uri},
                                 {"code_verifier", attempt.verifier}})};
  const auto answer = co_await ask(client_, kWhat, std::move(request));
  if (!answer) co_return std::unexpected(answer.error());
  // GitHub says 200 to errors, too.
  auto token = answer->text("access_token");
  if (answer->status != 200 || answer->text("error") || !token || !can_be_sent(*token))
    co_return provider_refused(kWhat, error_name(*answer));
  co_return std::move(*token);
}

asio::awaitable<Result<std::optional<std::string>>> GitHub::find_address(const std::string& token) {
  const auto answer = co_await ask(client_, "addresses", api_request("/user/emails", token));
  if (!answer) co_return std::unexpected(answer.error());
  // A person may refuse us the scope: then there is an account without an address.
  if (answer->status != 200 || !answer->body.is_array()) co_return std::nullopt;
  co_return primary_address(answer->body.get_array());
}

http::ClientRequest GitHub::api_request(std::string_view path, const std::string& token) const {
  return {.url = api_url_ + std::string(path),
          .headers = {"Authorization: Bearer " + token, "Accept: application/vnd.github+json",
                      "X-GitHub-Api-Version: 2022-11-28"},
          .form = {}};
}

}  // namespace pomopomo::accounts
