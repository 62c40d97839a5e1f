#pragma once
// Guests: people without an account, known by a secret that only their browser (or client) holds.
//
// The public id is apart from the secret: it may be shown to anyone and opens nothing. The secret
// is 256 random bits, leaves the server once, and is stored as its SHA-256 only.

#include <optional>
#include <string>
#include <string_view>

#include "accounts/caller.hpp"
#include "core/asio.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMaxDisplayName = 50;  // code points

struct Guest {
  PersonId id;
  std::string display_name;
};

struct NewGuest {
  Guest guest;
  std::string secret;  // for the cookie or the token; not kept
};

// A name as others will see it. Errors: invalid `field` (not UTF-8, empty after cleaning, longer
// than kMaxDisplayName).
Result<std::string> clean_display_name(std::string_view name,
                                       std::string_view field = "displayName");

// A name for who brings none, such as "Sunny Basil".
std::string friendly_name();

class Guests {
 public:
  Guests(storage::Database& db, const Clock& clock, IdGenerator& ids)
      : db_(db), clock_(clock), ids_(ids) {}

  // Makes a guest. Without a name the server picks a friendly one. Errors: invalid `displayName`.
  asio::awaitable<Result<NewGuest>> create(std::optional<std::string> display_name);

  // Returns: the guest who holds `secret`; nullopt for an unknown or malformed one.
  asio::awaitable<std::optional<Caller>> find_by_secret(std::string secret);

  // Nobody holds the guest's secret any more; what the guest did stays.
  asio::awaitable<void> forget_secret(PersonId guest);

 private:
  storage::Database& db_;
  const Clock& clock_;
  IdGenerator& ids_;
};

}  // namespace pomopomo::accounts
