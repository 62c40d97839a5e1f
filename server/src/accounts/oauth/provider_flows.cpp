#include "accounts/oauth/provider_flows.hpp"

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts::store {

void insert_flow(storage::Transaction& tx, const ProviderFlow& flow, TimePoint now) {
  tx.execute(sql::provider_flows::delete_expired, {{"now", now}});
  tx.execute(sql::provider_flows::insert, {{"state_hash", hash_of(flow.attempt.state)},
                                           {"browser_hash", hash_of(flow.browser)},
                                           {"provider", flow.provider},
                                           {"verifier", flow.attempt.verifier},
                                           {"nonce", flow.attempt.nonce},
                                           {"next", flow.next},
                                           {"user_id", flow.link_to},
                                           {"expires_at", flow.expires_at}});
}

std::optional<ProviderFlow> take_flow(storage::Transaction& tx, MethodKind provider,
                                      const std::string& state, const std::string& browser,
                                      TimePoint now) {
  const auto row = tx.query_one(
      sql::provider_flows::take,
      {{"state_hash", hash_of(state)}, {"browser_hash", hash_of(browser)}, {"provider", provider}});
  if (!row || row->time("expires_at") <= now) return std::nullopt;
  return ProviderFlow{
      .provider = provider,
      .attempt = {.state = state, .verifier = row->text("verifier"), .nonce = row->text("nonce")},
      .browser = browser,
      .next = row->text("next"),
      .link_to = row->optional_id<UserId>("user_id"),
      .expires_at = row->time("expires_at")};
}

}  // namespace pomopomo::accounts::store
