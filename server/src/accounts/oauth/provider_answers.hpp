#pragma once
// What providers answer, in JSON.

#include <optional>
#include <string>
#include <string_view>

#include "core/asio.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
#include "http/https_client.hpp"

namespace pomopomo::accounts {

// An answer that is JSON, whatever its status.
struct ProviderAnswer {
  unsigned status = 0;
  json::value body;

  // Text members of an object; absent for anything else.
  std::optional<std::string> text(std::string_view name) const;
};

// Asks a provider. `what` names the request in errors and is a literal.
// Errors: unavailable/provider_unavailable (no answer in time, too large, a status of 500 or above,
// no JSON).
asio::awaitable<Result<ProviderAnswer>> ask(http::HttpsClient& client, std::string_view what,
                                            http::ClientRequest request);

// `unavailable/provider_unavailable` and `forbidden/provider_refused`.
std::unexpected<Error> provider_unavailable(std::string_view what, std::string_view why);
std::unexpected<Error> provider_refused(std::string_view what, std::string_view why);

// Whether a token may stand in a header.
bool can_be_sent(std::string_view token);

// What an OAuth error is called, where it is a word that may stand in a log; else "an error".
std::string error_name(const ProviderAnswer& answer);

// The S256 challenge of a PKCE verifier (RFC 7636).
std::string challenge_of(std::string_view verifier);

}  // namespace pomopomo::accounts
