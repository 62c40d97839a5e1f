#include "app/providers.hpp"

#include <fmt/format.h>

#include "accounts/oauth/github.hpp"
#include "accounts/oauth/openid.hpp"

namespace pomopomo::app {

namespace {

using accounts::MethodKind;

http::HttpsClient::Options client_options(const ProviderSettings& settings) {
  http::HttpsClient::Options options;
  options.deadline = settings.deadline;
  options.ca_file = settings.ca_file;
  options.insecure_loopback = settings.insecure_loopback;
  return options;
}

bool any(const ProviderSettings& settings) {
  return !settings.google.id.empty() || !settings.github.id.empty();
}

accounts::Registration registration(const ProviderSettings::Client& client, MethodKind kind,
                                    const http::OwnOrigin& own) {
  return {.client_id = client.id,
          .client_secret = client.secret,
          .redirect_uri = fmt::format("{}/api/auth/{}/callback", own.str(), to_string(kind))};
}

}  // namespace

Result<void> check(const ProviderSettings& settings) {
  const auto wrong = [](std::string_view flag, std::string_view why) {
    return fail(ErrorCode::invalid, "wrong_setting", fmt::format("{}: {}", flag, why));
  };
  if (settings.google.id.empty() != settings.google.secret.empty())
    return wrong("--google-client-id", "it goes with --google-client-secret");
  if (settings.github.id.empty() != settings.github.secret.empty())
    return wrong("--github-client-id", "it goes with --github-client-secret");
  if (!settings.ca_file.empty()) {
    if (auto file = http::check_ca_file(settings.ca_file); !file)
      return wrong("--provider-ca", file.error().message);
  }
  for (const auto& [flag, url] : {std::pair("--google-issuer", settings.google_issuer),
                                  std::pair("--github-url", settings.github_url),
                                  std::pair("--github-api-url", settings.github_api_url)}) {
    if (!http::HttpsClient::allows(url, settings.insecure_loopback) || url.ends_with('/') ||
        url.contains('?')) {
      return wrong(flag, "must be an https:// URL without a slash at its end");
    }
  }
  return {};
}

std::unique_ptr<http::HttpsClient> make_provider_client(const ProviderSettings& settings) {
  return any(settings) ? std::make_unique<http::HttpsClient>(client_options(settings)) : nullptr;
}

accounts::ProviderSignIn::Providers make_providers(const ProviderSettings& settings,
                                                   http::HttpsClient* client, const Clock& clock,
                                                   const http::OwnOrigin& own) {
  accounts::ProviderSignIn::Providers out;
  if (!settings.google.id.empty()) {
    out[MethodKind::google] = std::make_unique<accounts::OpenIdProvider>(
        *client, clock, settings.google_issuer,
        registration(settings.google, MethodKind::google, own));
  }
  if (!settings.github.id.empty()) {
    out[MethodKind::github] =
        std::make_unique<accounts::GitHub>(*client, settings.github_url, settings.github_api_url,
                                           registration(settings.github, MethodKind::github, own));
  }
  return out;
}

}  // namespace pomopomo::app
