#pragma once
// Where clients come from and go to.

#include <netinet/in.h>

#include <string>

#include "options.hpp"

namespace pomopomo::load {

struct Route {
  sockaddr_in server{};
  sockaddr_in source{};
  std::string host;  // as the Host header says it
};

// The route of client `index`: sources take turns.
// Errors: throws when the host is no IPv4 address.
Route route_of(const Options& options, std::size_t index);

// A socket bound to the route's source.   Errors: throws std::system_error.
int open_socket(const Route& route, bool blocking);

}  // namespace pomopomo::load
