#include "accounts/security_log_http.hpp"

#include <limits>

#include "accounts/security_log.hpp"
#include "http/page.hpp"

namespace pomopomo::accounts {

namespace {

using http::RequestContext;
using http::Response;

json::object to_json(const SecurityEntry& entry) {
  return {{"id", entry.id.str()},
          {"kind", entry.kind},
          {"at", encode(entry.at)},
          {"address", entry.address},
          {"detail", encode(entry.detail)}};
}

asio::awaitable<Result<Response>> list(storage::Database& db, const Identity& identity,
                                       const RequestContext& context) {
  const auto caller = co_await identity.require_account(context.request);
  if (!caller) co_return std::unexpected(caller.error());
  const auto page = http::read_page<SecurityEntryId>(context.request);
  if (!page) co_return std::unexpected(page.error());
  const auto before =
      page->before.value_or(SecurityEntryId{std::numeric_limits<std::int64_t>::max()});
  const auto entries = co_await db.read([&](storage::Transaction& tx) {
    return store::list_security_log(tx, caller->account->user, before, page->limit);
  });
  co_return Response::json(
      200, http::page_json(
               entries, page->limit, [](const SecurityEntry& entry) { return to_json(entry); },
               &SecurityEntry::id));
}

}  // namespace

void bind_security_log_routes(http::Router& router, storage::Database& db,
                              const Identity& identity) {
  router.add(http::Method::get, "/api/me/security",
             [&](const RequestContext& context) { return list(db, identity, context); });
}

}  // namespace pomopomo::accounts
