#pragma once
// The contract's acks: {ok: true, data?} or {ok: false, error: {code, reason, message, …}}.

#include <exception>

#include <boost/json/value.hpp>

#include "core/error.hpp"
#include "socketio/server.hpp"

namespace pomopomo::realtime {

socketio::Arguments ack_ok();
socketio::Arguments ack_ok(boost::json::value data);
socketio::Arguments ack_error(const Error& error);

// The acked form of a use case's outcome; `write` makes its JSON.
template <class T, class Write>
socketio::Arguments ack(const Result<T>& result, Write write) {
  return result ? ack_ok(write(*result)) : ack_error(result.error());
}
inline socketio::Arguments ack(const Result<void>& result) {
  return result ? ack_ok() : ack_error(result.error());
}

// The one payload object of an event; none at all is {}. Errors: invalid `payload` (more than one,
// no object).
Result<boost::json::value> payload_of(const socketio::Arguments& arguments);

}  // namespace pomopomo::realtime
