#include "accounts/claims/claims.hpp"

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::int64_t kTimesAsked = 2;  // C2

}  // namespace

asio::awaitable<std::optional<ClaimOffer>> Claims::offer(std::string secret) {
  co_return co_await db_.read([&](storage::Transaction& tx) -> std::optional<ClaimOffer> {
    const auto row = tx.query_one(sql::claims::find_open, {{"secret_hash", hash_of(secret)}});
    if (!row || row->integer("asked") >= kTimesAsked) return std::nullopt;
    ClaimOffer offer{
        row->id<PersonId>("id"), row->text("display_name"), {}, row->integer("asked") > 0};
    offer.amount = count(tx, offer.guest, clock_.now() - kKeepGuestHistory);
    return offer.amount.rooms > 0 ? std::optional(std::move(offer)) : std::nullopt;
  });
}

Amount Claims::count(storage::Transaction& tx, PersonId guest, TimePoint since) {
  Amount amount;
  for (auto* data : data_) amount += data->count(tx, guest, since);
  return amount;
}

asio::awaitable<Result<Claimed>> Claims::decide(Caller caller, std::string secret,
                                                Decision decision) {
  co_return co_await db_.write([&](storage::Transaction& tx) -> Result<Claimed> {
    const auto hash = hash_of(secret);
    const auto guest = tx.query_one(sql::claims::find_guest, {{"secret_hash", hash}});
    if (!guest) return fail(ErrorCode::not_found, "no_guest", "There is no guest in this browser.");
    return settle(tx, caller, guest->id<PersonId>("id"), hash, decision);
  });
}

Result<Claimed> Claims::settle(storage::Transaction& tx, const Caller& caller, PersonId guest,
                               const storage::Blob& secret_hash, Decision decision) {
  const auto now = clock_.now();
  const auto user = caller.account->user;
  const auto written = tx.execute(sql::claims::decide, {{"guest", guest},
                                                        {"secret_hash", secret_hash},
                                                        {"user", user},
                                                        {"decision", decision},
                                                        {"later", Decision::later},
                                                        {"now", now}});
  if (written == 0) {
    const auto row = tx.query_one(sql::claims::find, {{"guest", guest}});
    if (row->optional_id<UserId>("user_id") != user)
      return fail(ErrorCode::conflict, "already_claimed",
                  "This guest's history was claimed before.");
    return Claimed{static_cast<Decision>(row->integer("decision")),
                   {row->integer("rooms"), Seconds(row->integer("focus_sec"))}};
  }
  const auto since = now - kKeepGuestHistory;
  Claimed claimed{decision, count(tx, guest, since)};
  if (decision == Decision::later) return claimed;
  for (auto* data : data_) {
    if (decision == Decision::keep) data->move(tx, guest, caller, since);
    if (decision == Decision::discard) data->erase(tx, guest);
  }
  tx.execute(
      sql::claims::save_amount,
      {{"guest", guest}, {"rooms", claimed.amount.rooms}, {"focus_sec", claimed.amount.focus}});
  // C7: of a secret that nobody was ever given.
  tx.execute(sql::guests::set_secret_hash, {{"id", guest}, {"secret_hash", hash_of(new_secret())}});
  return claimed;
}

}  // namespace pomopomo::accounts
