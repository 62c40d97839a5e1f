#include "accounts/oauth/provider_sign_in.hpp"

#include "accounts/mail/address.hpp"
#include "accounts/oauth/provider_answers.hpp"
#include "accounts/secrets.hpp"
#include "core/log.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::string_view kDenied = "access_denied";

// Who says no is no trouble.
void log_trouble(MethodKind provider, const Error& error) {
  if (error.reason == kDenied) return;
  log::warn(
      "provider_trouble",
      {{"provider", to_string(provider)}, {"reason", error.reason}, {"detail", error.message}});
}

// The language of the pages that is nearest to a provider's; none when it is neither.
std::optional<std::string> language_of(const std::optional<std::string>& locale) {
  for (const std::string_view language : {"en", "pt"}) {
    if (locale && locale->starts_with(language)) return std::string(language);
  }
  return std::nullopt;
}

std::optional<std::string> normalised(const std::optional<std::string>& email) {
  if (!email) return std::nullopt;
  auto address = normalise_address(*email);
  return address ? std::optional(std::move(*address)) : std::nullopt;
}

}  // namespace

asio::awaitable<Result<ProviderSignIn::Departure>> ProviderSignIn::leave(
    MethodKind provider, std::string next, std::optional<UserId> link_to) {
  const Attempt attempt{.state = new_secret(), .verifier = new_secret(), .nonce = new_secret()};
  auto url = co_await providers_.at(provider)->authorization_url(attempt);
  if (!url) {
    log_trouble(provider, url.error());
    co_return std::unexpected(std::move(url.error()));
  }
  const auto now = sign_in_.clock().now();
  const ProviderFlow flow{.provider = provider,
                          .attempt = attempt,
                          .browser = new_secret(),
                          .next = std::move(next),
                          .link_to = link_to,
                          .expires_at = now + kLife};
  co_await sign_in_.db().write(
      [&](storage::Transaction& tx) { store::insert_flow(tx, flow, now); });
  co_return Departure{.url = std::move(*url), .browser = flow.browser};
}

asio::awaitable<ProviderSignIn::Outcome> ProviderSignIn::arrive(MethodKind provider,
                                                                Arrival arrival) {
  auto& db = sign_in_.db();
  const auto flow = co_await db.write([&](storage::Transaction& tx) {
    return store::take_flow(tx, provider, arrival.state, arrival.browser, sign_in_.clock().now());
  });
  if (!flow) co_return Outcome{.problem = "expired"};
  Outcome outcome{.next = flow->next, .linking = flow->link_to.has_value()};
  const auto person = co_await find_person(*flow, arrival);
  if (!person) {
    log_trouble(provider, person.error());
    outcome.problem = person.error().reason;
    co_return outcome;
  }
  if (flow->link_to != (outcome.linking ? arrival.user : std::nullopt)) {
    outcome.problem = "other_account";
    co_return outcome;
  }
  co_return co_await db.write([&](storage::Transaction& tx) {
    auto result = outcome;
    enter(tx, *flow, *person, arrival.device, result);
    return result;
  });
}

asio::awaitable<Result<ProviderPerson>> ProviderSignIn::find_person(const ProviderFlow& flow,
                                                                    Arrival arrival) {
  if (arrival.error == kDenied) co_return fail(ErrorCode::forbidden, kDenied, "the person said no");
  if (!arrival.error.empty()) co_return provider_refused("return", "an error");
  if (!can_be_sent(arrival.returned.code)) co_return provider_refused("return", "no code");
  auto person =
      co_await providers_.at(flow.provider)->find_person(flow.attempt, std::move(arrival.returned));
  if (person) person->verified_email = normalised(person->verified_email);
  co_return person;
}

// Decides who the person is to us.
void ProviderSignIn::enter(storage::Transaction& tx, const ProviderFlow& flow,
                           const ProviderPerson& person, const Device& device, Outcome& outcome) {
  if (flow.link_to) {
    const auto linked =
        link(tx, *flow.link_to, flow.provider, person.subject, person.verified_email, device);
    if (!linked) outcome.problem = linked.error().reason;
    return;
  }
  auto signed_in = sign_in_.complete(tx,
                                     {.kind = flow.provider,
                                      .subject = person.subject,
                                      .verified_email = person.verified_email,
                                      .name_hint = person.name,
                                      .language = language_of(person.language)},
                                     device);
  if (signed_in) {
    outcome.signed_in = std::move(*signed_in);
  } else if (signed_in.error().reason != "address_taken") {
    outcome.problem = signed_in.error().reason;
  } else {
    const auto now = sign_in_.clock().now();
    const auto owner = store::find_user_by_email(tx, *person.verified_email);
    outcome.pending_link = new_secret();
    store::insert_pending_link(tx, *outcome.pending_link,
                               {.user = owner->id,
                                .provider = flow.provider,
                                .subject = person.subject,
                                .email = *person.verified_email,
                                .next = flow.next},
                               now, now + kLinkLife);
  }
}

asio::awaitable<std::optional<PendingLink>> ProviderSignIn::find_link(std::string secret) {
  co_return co_await sign_in_.db().read([&](storage::Transaction& tx) {
    return store::find_pending_link(tx, secret, sign_in_.clock().now());
  });
}

asio::awaitable<Result<PendingLink>> ProviderSignIn::confirm_link(std::string secret, UserId user,
                                                                  Device device) {
  co_return co_await sign_in_.db().write([&](storage::Transaction& tx) -> Result<PendingLink> {
    const auto waiting = store::find_pending_link(tx, secret, sign_in_.clock().now());
    if (!waiting)
      return fail(ErrorCode::not_found, "no_pending_link", "Nothing waits to be linked here.");
    if (waiting->user != user)
      return fail(ErrorCode::conflict, "other_account", "The address belongs to another account.");
    store::delete_pending_link(tx, secret);
    const auto linked = link(tx, user, waiting->provider, waiting->subject, waiting->email, device);
    if (!linked) return std::unexpected(linked.error());
    return *waiting;
  });
}

Result<void> ProviderSignIn::link(storage::Transaction& tx, UserId user, MethodKind provider,
                                  const std::string& subject,
                                  const std::optional<std::string>& email, const Device& device) {
  if (const auto owner = store::find_user_by_method(tx, provider, subject)) {
    if (owner->id == user) return {};
    return fail(ErrorCode::conflict, "linked_elsewhere",
                "This account of the provider belongs to another account here.");
  }
  const auto now = sign_in_.clock().now();
  store::insert_method(tx, {.id = sign_in_.ids().next<MethodId>(),
                            .user = user,
                            .kind = provider,
                            .subject = subject,
                            .email = email,
                            .created_at = now});
  log_security(tx, sign_in_.ids(), user, "method_added", device, now,
               std::string(to_string(provider)));
  return {};
}

}  // namespace pomopomo::accounts
