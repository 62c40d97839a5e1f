#include "accounts/guests.hpp"

#include <array>

#include <fmt/format.h>

#include "accounts/secrets.hpp"
#include "accounts/sql.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace pomopomo::accounts {

std::string friendly_name() {
  constexpr std::array kFirst = {"Sunny", "Calm",   "Cozy",  "Brave", "Gentle", "Merry",
                                 "Quiet", "Bright", "Swift", "Happy", "Mellow", "Warm",
                                 "Kind",  "Early",  "Lucky", "Ripe"};
  constexpr std::array kSecond = {"Tomato", "Basil", "Olive",  "Pepper", "Clover", "Maple",
                                  "Willow", "Peach", "Ginger", "Mint",   "Berry",  "Fig",
                                  "Plum",   "Sage",  "Lemon",  "Almond"};
  return fmt::format("{} {}", kFirst[random_below(kFirst.size())],
                     kSecond[random_below(kSecond.size())]);
}

Result<std::string> clean_display_name(std::string_view name, std::string_view field) {
  const auto cleaned = clean_line(name);
  if (!cleaned) return fail_field(field, "not_utf8", fmt::format("{} must be valid UTF-8.", field));
  if (cleaned->empty())
    return fail_field(field, "empty", fmt::format("{} must hold a visible character.", field));
  if (length_in_code_points(*cleaned) > kMaxDisplayName) {
    return fail_field(field, "too_long",
                      fmt::format("{} must be at most {} characters.", field, kMaxDisplayName));
  }
  return *cleaned;
}

asio::awaitable<Result<NewGuest>> Guests::create(std::optional<std::string> display_name) {
  auto name =
      display_name ? clean_display_name(*display_name) : Result<std::string>(friendly_name());
  if (!name) co_return std::unexpected(name.error());
  NewGuest made{{ids_.next<PersonId>(), std::move(*name)}, new_secret()};
  co_await db_.write([guest = made.guest, hash = hash_of(made.secret),
                      now = clock_.now()](storage::Transaction& tx) {
    tx.execute(sql::guests::insert, {{"id", guest.id},
                                     {"secret_hash", hash},
                                     {"display_name", guest.display_name},
                                     {"now", now}});
  });
  co_return made;
}

asio::awaitable<std::optional<Caller>> Guests::find_by_secret(std::string secret) {
  if (secret.size() != kSecretLength) co_return std::nullopt;
  co_return co_await db_.read(
      [hash = hash_of(secret)](storage::Transaction& tx) -> std::optional<Caller> {
        const auto row = tx.query_one(sql::guests::find_by_secret_hash, {{"secret_hash", hash}});
        if (!row) return std::nullopt;
        return Caller{row->id<PersonId>("id"), row->text("display_name")};
      });
}

asio::awaitable<void> Guests::forget_secret(PersonId guest) {
  // Of a secret that nobody was ever given.
  co_await db_.write([guest, hash = hash_of(new_secret())](storage::Transaction& tx) {
    tx.execute(sql::guests::set_secret_hash, {{"id", guest}, {"secret_hash", hash}});
  });
}

}  // namespace pomopomo::accounts
