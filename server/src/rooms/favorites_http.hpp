#pragma once
// GET /api/me/rooms, /api/me/favorites; PUT, DELETE /api/me/favorites/{code}.

#include "http/router.hpp"
#include "rooms/favorites.hpp"

namespace pomopomo::rooms {

// Requires: everything given outlives the router.
void bind_favorite_routes(http::Router& router, Favorites& favorites,
                          const accounts::Identity& identity);

}  // namespace pomopomo::rooms
