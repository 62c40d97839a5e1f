#pragma once
// Who may administer. There is no first ADMIN by default: `pomopomo admin grant` makes one (AD2).

#include <string>

#include "accounts/sessions.hpp"

namespace pomopomo::accounts {

// Makes the person with that primary address an ADMIN; their sessions end, as with every change of
// role (SE4). Errors: not_found/unknown_address.
asio::awaitable<Result<void>> grant_admin(storage::Database& db, Sessions& sessions,
                                          std::string email);

}  // namespace pomopomo::accounts
