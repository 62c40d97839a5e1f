#pragma once
// Signing in with a provider, and linking one to an account.
//
// Rules (SECURITY.md OA1, OA2, OA7 to OA9)
//  - Who leaves takes a secret along in a cookie of that provider and comes back within kLife,
//  once, in the same browser, from the same provider.
//  - An address counts only when the provider says it is verified. One that belongs to an account
//  without this provider signs nobody in: the provider waits, for kLinkLife, to be linked by
//  whoever proves to be the owner.
//  - A provider's account belongs to one of ours.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "accounts/oauth/pending_links.hpp"
#include "accounts/oauth/provider_flows.hpp"
#include "accounts/sign_in.hpp"

namespace pomopomo::accounts {

class ProviderSignIn {
 public:
  static constexpr std::chrono::minutes kLife{10};
  static constexpr std::chrono::minutes kLinkLife{15};

  using Providers = std::map<MethodKind, std::unique_ptr<Provider>>;

  ProviderSignIn(SignIn& sign_in, Providers providers)
      : sign_in_(sign_in), providers_(std::move(providers)) {}

  const Providers& providers() const { return providers_; }

  struct Departure {
    std::string url;      // where the browser goes
    std::string browser;  // the secret for its cookie
  };
  // `link_to`: the account that the provider is to be linked to. Errors: as Provider.
  // Requires: the provider is one of ours.
  asio::awaitable<Result<Departure>> leave(MethodKind provider, std::string next,
                                           std::optional<UserId> link_to);

  // What the browser brings back.
  struct Arrival {
    std::string state;
    Returned returned;
    std::string error;    // the provider's; empty: none
    std::string browser;  // the secret of its cookie
    std::optional<UserId> user = {};
    Device device;
  };
  // What came of it: one of the last three.
  struct Outcome {
    std::string next = "/";
    bool linking = false;
    std::optional<SignedIn> signed_in = {};
    std::optional<std::string> pending_link = {};  // the secret for its cookie
    std::string problem = {};  // why nothing came of it: access_denied, expired, provider_refused,
                               // provider_unavailable, suspended, linked_elsewhere, other_account
  };
  asio::awaitable<Outcome> arrive(MethodKind provider, Arrival arrival);

  asio::awaitable<std::optional<PendingLink>> find_link(std::string secret);
  // Links what waits. Requires: the caller has proven lately to be `user`. Returns: what was
  // linked. Errors: not_found/no_pending_link, conflict/other_account (another one's),
  // conflict/linked_elsewhere.
  asio::awaitable<Result<PendingLink>> confirm_link(std::string secret, UserId user, Device device);

 private:
  asio::awaitable<Result<ProviderPerson>> find_person(const ProviderFlow& flow, Arrival arrival);
  void enter(storage::Transaction& tx, const ProviderFlow& flow, const ProviderPerson& person,
             const Device& device, Outcome& outcome);
  Result<void> link(storage::Transaction& tx, UserId user, MethodKind provider,
                    const std::string& subject, const std::optional<std::string>& email,
                    const Device& device);

  SignIn& sign_in_;
  Providers providers_;
};

}  // namespace pomopomo::accounts
