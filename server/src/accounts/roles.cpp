#include "accounts/roles.hpp"

namespace pomopomo::accounts {

asio::awaitable<Result<void>> grant_admin(storage::Database& db, Sessions& sessions,
                                          std::string email) {
  co_return co_await db.write([&](storage::Transaction& tx) -> Result<void> {
    const auto user = store::find_user_by_email(tx, email);
    if (!user) {
      return fail(ErrorCode::not_found, "unknown_address",
                  "Nobody has signed in with this address yet.");
    }
    store::set_role(tx, user->id, Role::admin);
    sessions.end_all(tx, user->id, "role_changed");
    return {};
  });
}

}  // namespace pomopomo::accounts
