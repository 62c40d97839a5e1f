#pragma once
// Sign-in with an OpenID provider (Google): OpenID Connect Core 1.0, the code flow with PKCE.
//
//  1. The provider's configuration is read from its issuer and must name that issuer (OA5); it is
//  kept for an hour, and so is the list of its keys.
//  2. The code is traded for tokens with our secret and the verifier.
//  3. The ID token must be signed by one of those keys, for us, for this sign-in (id_token.hpp). A
//  key that is not in the list makes it be read anew, once a minute at most (OA4).
//  4. The userinfo endpoint must speak of the same person (OA6).

#include "accounts/oauth/jwks.hpp"
#include "accounts/oauth/kept.hpp"
#include "accounts/oauth/provider.hpp"
#include "http/https_client.hpp"

namespace pomopomo::accounts {

class OpenIdProvider final : public Provider {
 public:
  // Requires: `client` and `clock` outlive this.
  OpenIdProvider(http::HttpsClient& client, const Clock& clock, std::string issuer,
                 Registration registration);

  asio::awaitable<Result<std::string>> authorization_url(Attempt attempt) override;
  asio::awaitable<Result<ProviderPerson>> find_person(Attempt attempt, Returned returned) override;

 private:
  struct Configuration {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
    std::optional<std::string> userinfo_endpoint;
    bool names_itself = false;  // whether every return carries `iss`
  };
  struct Tokens {
    std::string id_token;
    std::string access_token;
  };

  asio::awaitable<Result<Configuration>> read_configuration();
  asio::awaitable<Result<Jwks>> read_keys();
  asio::awaitable<Result<Tokens>> trade(const Configuration& configuration, const Attempt& attempt,
                                        const std::string& code);
  asio::awaitable<Result<ProviderPerson>> verify(const Tokens& tokens, const std::string& nonce);
  asio::awaitable<Result<ProviderPerson>> add_userinfo(const Configuration& configuration,
                                                       const Tokens& tokens, ProviderPerson person);

  http::HttpsClient& client_;
  const Clock& clock_;
  const std::string issuer_;
  const Registration registration_;
  Kept<Configuration> configuration_;
  Kept<Jwks> keys_;
};

}  // namespace pomopomo::accounts
