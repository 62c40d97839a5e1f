#pragma once
// The product's side of the Socket.IO server: who may connect, how errors are told, which events
// there are.

#include "accounts/identity.hpp"
#include "app/person_sockets.hpp"
#include "core/background_tasks.hpp"
#include "http/origin.hpp"
#include "rooms/rooms.hpp"
#include "socketio/server.hpp"

namespace pomopomo::app {

// What the client may know of an exception: storage troubles by name, everything else nothing.
std::optional<Error> translate_failure(const std::exception_ptr& failure);

// Sets the handshake checks, authentication, error acks and the event table of namespace "/".
// Requires: everything given outlives the server's sockets.
void bind_live(socketio::Server& server, const http::OwnOrigin& own,
               const accounts::Identity& identity, PersonSockets& people, rooms::Rooms& rooms,
               BackgroundTasks& tasks);

}  // namespace pomopomo::app
