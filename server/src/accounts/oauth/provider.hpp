#pragma once
// Somebody else who knows people: what every sign-in provider must answer.

#include <optional>
#include <string>
#include <string_view>

#include "core/asio.hpp"
#include "core/error.hpp"

namespace pomopomo::accounts {

// How this server is known to a provider.
struct Registration {
  std::string client_id;
  std::string client_secret;
  std::string redirect_uri;
};

// The secrets of one sign-in between its start and its return; all random.
struct Attempt {
  std::string state;
  std::string verifier;  // PKCE
  std::string nonce;
};

// What the browser brought back.
struct Returned {
  std::string code;
  std::optional<std::string> issuer;  // RFC 9207
};

// Who a provider says it is. Text is as the provider wrote it.
struct ProviderPerson {
  std::string subject;                        // the provider's own, lasting id
  std::optional<std::string> verified_email;  // none unless the provider has verified it
  std::optional<std::string> name;
  std::optional<std::string> language;
};

// Guarantee: nothing a provider hands out (codes, tokens) is kept or logged. Thread: any.
// Errors: unavailable/provider_unavailable when the provider does not answer as it should,
// forbidden/provider_refused when what it says may not be trusted; the message is for the log.
class Provider {
 public:
  virtual ~Provider() = default;

  // Returns: where the browser goes to sign in.
  virtual asio::awaitable<Result<std::string>> authorization_url(Attempt attempt) = 0;

  // Trades what the browser brought for the person.
  virtual asio::awaitable<Result<ProviderPerson>> find_person(Attempt attempt,
                                                              Returned returned) = 0;
};

}  // namespace pomopomo::accounts
