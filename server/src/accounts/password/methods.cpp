#include "accounts/password/methods.hpp"

#include <algorithm>

#include "accounts/password/notices.hpp"
#include "accounts/password/password_store.hpp"
#include "accounts/sql.hpp"

namespace pomopomo::accounts {

asio::awaitable<MethodList> Methods::list(UserId user) {
  co_return co_await sign_in_.db().read([&](storage::Transaction& tx) {
    const auto left = tx.query_one(sql::backup_codes::count_left, {{"user_id", user}});
    return MethodList{.methods = store::list_methods(tx, user),
                      .has_second_factor = store::has_second_factor(tx, user),
                      .backup_codes_left = left->integer("count")};
  });
}

asio::awaitable<Result<void>> Methods::remove(Account account, MethodId method, Device device) {
  co_return co_await sign_in_.db().write([&](storage::Transaction& tx) -> Result<void> {
    const auto user = store::lock_user(tx, account.user);
    const auto methods = store::list_methods(tx, account.user);
    const auto found = std::ranges::find(methods, method, &Method::id);
    if (!user || found == methods.end())
      return fail(ErrorCode::not_found, "unknown_method", "You have no such way to sign in.");
    if (methods.size() == 1)
      return fail(ErrorCode::conflict, "last_method", "It is the only way you can sign in.");
    if (found->kind == MethodKind::email && found->subject == user->email) {
      return fail(ErrorCode::conflict, "primary_address",
                  "Mail to your address always signs you in.");
    }
    store::remove_method(tx, account.user, method);
    if (found->kind == MethodKind::password)
      tx.execute(sql::passwords::remove, {{"user_id", account.user}});
    log_security(tx, sign_in_.ids(), account.user, "method_removed", device, sign_in_.clock().now(),
                 std::string(to_string(found->kind)));
    notify(tx, mailer_, *user, MailKind::method_removed);
    return {};
  });
}

}  // namespace pomopomo::accounts
