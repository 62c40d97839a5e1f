#pragma once
// Engine.IO that sends each message back, text or binary.

#include <memory>

#include "socketio/engineio/session.hpp"

namespace pomopomo::conformance {

std::unique_ptr<socketio::engineio::Layer> make_echo_layer(socketio::engineio::Session& session);

}  // namespace pomopomo::conformance
