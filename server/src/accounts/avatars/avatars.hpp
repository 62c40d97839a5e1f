#pragma once
// Pictures of people: a square WebP that this program wrote (UP1), under a random name that changes
// with each picture. Whoever has none gets one that the page draws.

#include <optional>
#include <string>

#include "core/asio.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "images/images.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

class Avatars {
 public:
  Avatars(storage::Database& db, const Clock& clock, images::Workshop& workshop)
      : db_(db), clock_(clock), workshop_(workshop) {}

  // Makes the picture anew and puts it in the place of the one before. Returns: its name.
  // Errors: those of images::Workshop.
  asio::awaitable<Result<std::string>> set(UserId user, std::string bytes);
  asio::awaitable<void> remove(UserId user);
  // The picture of that name, a WebP.
  asio::awaitable<std::optional<std::string>> find(std::string name);

 private:
  storage::Database& db_;
  const Clock& clock_;
  images::Workshop& workshop_;
};

}  // namespace pomopomo::accounts
