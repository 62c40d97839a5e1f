#include "accounts/avatars/avatars.hpp"

#include "accounts/sql.hpp"
#include "core/random.hpp"

namespace pomopomo::accounts {

asio::awaitable<Result<std::string>> Avatars::set(UserId user, std::string bytes) {
  auto image = co_await workshop_.remake_avatar(std::move(bytes));
  if (!image) co_return std::unexpected(std::move(image.error()));
  const auto name = random_token();
  const storage::Blob data{std::move(image->bytes)};
  co_await db_.write([&, now = clock_.now()](storage::Transaction& tx) {
    tx.execute(sql::avatars::set_name, {{"user", user}, {"name", name}});
    tx.execute(sql::avatars::save, {{"user", user}, {"name", name}, {"data", data}, {"now", now}});
  });
  co_return name;
}

asio::awaitable<void> Avatars::remove(UserId user) {
  co_await db_.write([user](storage::Transaction& tx) {
    tx.execute(sql::avatars::set_name, {{"user", user}, {"name", storage::Null{}}});
    tx.execute(sql::avatars::delete_one, {{"user", user}});
  });
}

asio::awaitable<std::optional<std::string>> Avatars::find(std::string name) {
  co_return co_await db_.read([&](storage::Transaction& tx) -> std::optional<std::string> {
    const auto row = tx.query_one(sql::avatars::find, {{"name", name}});
    return row ? std::optional(row->blob("data")) : std::nullopt;
  });
}

}  // namespace pomopomo::accounts
