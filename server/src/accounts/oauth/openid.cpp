#include "accounts/oauth/openid.hpp"

#include "accounts/oauth/id_token.hpp"
#include "accounts/oauth/provider_answers.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::chrono::hours kKeep{1};

bool is_true(const ProviderAnswer& answer, std::string_view name) {
  const auto* const value =
      answer.body.is_object() ? answer.body.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_bool() && value->get_bool();
}

}  // namespace

OpenIdProvider::OpenIdProvider(http::HttpsClient& client, const Clock& clock, std::string issuer,
                               Registration registration)
    : client_(client),
      clock_(clock),
      issuer_(std::move(issuer)),
      registration_(std::move(registration)),
      configuration_(clock, kKeep, [this] { return read_configuration(); }),
      keys_(clock, kKeep, [this] { return read_keys(); }) {}

asio::awaitable<Result<std::string>> OpenIdProvider::authorization_url(Attempt attempt) {
  const auto configuration = co_await configuration_.get();
  if (!configuration) co_return std::unexpected(configuration.error());
  const auto& endpoint = (*configuration)->authorization_endpoint;
  co_return endpoint + (endpoint.contains('?') ? "&" : "?") +
      http::encode_form({{"response_type", "code"},
                         {"client_id", registration_.client_id},
                         {"redirect_uri", registration_.redirect_uri},
                         {"scope", "openid email profile"},
                         {"state", attempt.state},
                         {"nonce", attempt.nonce},
                         {"code_challenge", challenge_of(attempt.verifier)},
                         {"code_challenge_method", "S256"}});
}

asio::awaitable<Result<ProviderPerson>> OpenIdProvider::find_person(Attempt attempt,
                                                                    Returned returned) {
  const auto configuration = co_await configuration_.get();
  if (!configuration) co_return std::unexpected(configuration.error());
  const bool must_name_itself = (*configuration)->names_itself || returned.issuer.has_value();
  if (must_name_itself && returned.issuer != issuer_)
    co_return provider_refused("return", "another issuer");
  const auto tokens = co_await trade(**configuration, attempt, returned.code);
  if (!tokens) co_return std::unexpected(tokens.error());
  auto person = co_await verify(*tokens, attempt.nonce);
  if (!person) co_return std::unexpected(person.error());
  co_return co_await add_userinfo(**configuration, *tokens, std::move(*person));
}

asio::awaitable<Result<OpenIdProvider::Configuration>> OpenIdProvider::read_configuration() {
  constexpr std::string_view kWhat = "configuration";
  http::ClientRequest request{
      .url = issuer_ + "/.well-known/openid-configuration", .headers = {}, .form = {}};
  const auto answer = co_await ask(client_, kWhat, std::move(request));
  if (!answer) co_return std::unexpected(answer.error());
  if (answer->text("issuer") != issuer_) co_return provider_refused(kWhat, "another issuer");
  Configuration out{
      .authorization_endpoint = answer->text("authorization_endpoint").value_or(""),
      .token_endpoint = answer->text("token_endpoint").value_or(""),
      .jwks_uri = answer->text("jwks_uri").value_or(""),
      .userinfo_endpoint = answer->text("userinfo_endpoint"),
      .names_itself = is_true(*answer, "authorization_response_iss_parameter_supported")};
  // The client looks at the others when it asks them.
  if (!client_.allows(out.authorization_endpoint))
    co_return provider_refused(kWhat, "an authorization endpoint without https");
  co_return out;
}

asio::awaitable<Result<Jwks>> OpenIdProvider::read_keys() {
  const auto configuration = co_await configuration_.get();
  if (!configuration) co_return std::unexpected(configuration.error());
  http::ClientRequest request{.url = (*configuration)->jwks_uri, .headers = {}, .form = {}};
  const auto answer = co_await ask(client_, "keys", std::move(request));
  if (!answer) co_return std::unexpected(answer.error());
  auto keys = Jwks::parse(answer->body);
  if (!keys) co_return provider_unavailable("keys", "no list of keys");
  co_return std::move(*keys);
}

asio::awaitable<Result<OpenIdProvider::Tokens>> OpenIdProvider::trade(
    const Configuration& configuration, const Attempt& attempt, const std::string& code) {
  constexpr std::string_view kWhat = "token endpoint";
  http::ClientRequest request{
      .url = configuration.token_endpoint,
      .headers = {"Accept: application/json"},
      .form = http::encode_form({{"grant_type", "authorization_code"},
                                 {"code", code},
                                 {"redirect_uri", registration_.redirect_uri},
                                 {"client_id", registration_.client_id},
                                 {"client_secret", registration_.client_secret},
                                 {"code_verifier", attempt.verifier}})};
  const auto answer = co_await ask(client_, kWhat, std::move(request));
  if (!answer) co_return std::unexpected(answer.error());
  if (answer->status != 200) co_return provider_refused(kWhat, error_name(*answer));
  const auto id_token = answer->text("id_token");
  const auto access_token = answer->text("access_token");
  if (!id_token || !access_token || !can_be_sent(*access_token))
    co_return provider_refused(kWhat, "no token");
  co_return Tokens{.id_token = *id_token, .access_token = *access_token};
}

asio::awaitable<Result<ProviderPerson>> OpenIdProvider::verify(const Tokens& tokens,
                                                               const std::string& nonce) {
  const TokenDemands demands{
      .issuer = issuer_, .client_id = registration_.client_id, .nonce = nonce, .now = clock_.now()};
  auto keys = co_await keys_.get();
  if (!keys) co_return std::unexpected(keys.error());
  auto token = verify_id_token(tokens.id_token, **keys, demands);
  if (!token && token.error() == TokenFault::unknown_key) {
    keys = co_await keys_.renew(*keys);
    if (!keys) co_return std::unexpected(keys.error());
    token = verify_id_token(tokens.id_token, **keys, demands);
  }
  if (!token) co_return provider_refused("ID token", to_string(token.error()));
  co_return ProviderPerson{
      .subject = std::move(token->subject),
      .verified_email = token->email_verified ? std::move(token->email) : std::nullopt,
      .name = std::move(token->name),
      .language = std::move(token->locale)};
}

asio::awaitable<Result<ProviderPerson>> OpenIdProvider::add_userinfo(
    const Configuration& configuration, const Tokens& tokens, ProviderPerson person) {
  constexpr std::string_view kWhat = "userinfo";
  if (!configuration.userinfo_endpoint) co_return person;
  http::ClientRequest request{.url = *configuration.userinfo_endpoint,
                              .headers = {"Authorization: Bearer " + tokens.access_token},
                              .form = {}};
  const auto answer = co_await ask(client_, kWhat, std::move(request));
  if (!answer) co_return std::unexpected(answer.error());
  if (answer->status != 200) co_return provider_refused(kWhat, error_name(*answer));
  if (answer->text("sub") != person.subject) co_return provider_refused(kWhat, "another person");
  if (const auto email = answer->text("email")) {
    person.verified_email = is_true(*answer, "email_verified") ? email : std::nullopt;
  }
  if (!person.name) person.name = answer->text("name");
  if (!person.language) person.language = answer->text("locale");
  co_return person;
}

}  // namespace pomopomo::accounts
