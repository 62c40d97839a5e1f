#pragma once
// Which providers people can sign in with, as configured.

#include <memory>
#include <string>

#include "accounts/oauth/provider_sign_in.hpp"
#include "http/https_client.hpp"
#include "http/origin.hpp"

namespace pomopomo::app {

struct ProviderSettings {
  // As a provider knows this server; without an id there is no such provider.
  struct Client {
    std::string id;
    std::string secret;
  };
  Client google;
  std::string google_issuer = "https://accounts.google.com";
  Client github;
  std::string github_url = "https://github.com";
  std::string github_api_url = "https://api.github.com";
  std::string ca_file;  // PEM: authorities to trust besides the system's
  bool insecure_loopback = false;
  std::chrono::milliseconds deadline{10'000};
};

// Errors: invalid, naming the flag.
Result<void> check(const ProviderSettings& settings);

// What asks the providers; nullptr without any.
std::unique_ptr<http::HttpsClient> make_provider_client(const ProviderSettings& settings);

// Requires: `client` outlives them and is there, if any is configured; so does `clock`.
accounts::ProviderSignIn::Providers make_providers(const ProviderSettings& settings,
                                                   http::HttpsClient* client, const Clock& clock,
                                                   const http::OwnOrigin& own);

}  // namespace pomopomo::app
