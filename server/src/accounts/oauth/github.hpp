#pragma once
// Sign-in with GitHub: OAuth 2 with PKCE. A person is the number of the account, which stays when
// its name changes (OA10). An address counts only when it is the primary one and verified.

#include "accounts/oauth/provider.hpp"
#include "http/https_client.hpp"

namespace pomopomo::accounts {

class GitHub final : public Provider {
 public:
  // `url` is where people sign in (https://github.com), `api_url` where programs ask
  // (https://api.github.com); neither ends with "/". Requires: `client` outlives this.
  GitHub(http::HttpsClient& client, std::string url, std::string api_url,
         Registration registration);

  asio::awaitable<Result<std::string>> authorization_url(Attempt attempt) override;
  asio::awaitable<Result<ProviderPerson>> find_person(Attempt attempt, Returned returned) override;

 private:
  asio::awaitable<Result<std::string>> trade(const Attempt& attempt, const std::string& code);
  asio::awaitable<Result<std::optional<std::string>>> find_address(const std::string& token);
  http::ClientRequest api_request(std::string_view path, const std::string& token) const;

  http::HttpsClient& client_;
  const std::string url_;
  const std::string api_url_;
  const Registration registration_;
};

}  // namespace pomopomo::accounts
