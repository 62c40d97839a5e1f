#pragma once
// What the test server answers on /socket.io/, in the namespaces "/" and "/custom".

#include "socketio/server.hpp"

namespace pomopomo::conformance {

void bind_events(socketio::Server& server);

}  // namespace pomopomo::conformance
