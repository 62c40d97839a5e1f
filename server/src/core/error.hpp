#pragma once
// What went wrong, in words that clients may rely on.
//
// An outcome that depends on input or state is a `Result`; an unreachable backend, corrupt data or
// a bug is an exception. Only http/service.cpp and socketio/dispatch.cpp catch those and answer a
// bare `internal`.

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

namespace pomopomo {

// Closed list of the contract: HTTP problems and Socket.IO error acks both carry its name. Whether
// to retry: unavailable, storage_full, rate_limited and internal may pass by themselves; the others
// stay as they are.
enum class ErrorCode {
  invalid,
  unauthorized,
  forbidden,
  not_found,
  gone,
  conflict,
  full,
  rate_limited,
  unavailable,
  storage_full,
  internal,
};

// The name on the wire, e.g. "not_found".
std::string_view to_string(ErrorCode code);
// 422 is not used: `invalid` is 400.
unsigned http_status(ErrorCode code);

// One rejected field of the input.
struct FieldError {
  std::string field;    // path as the client wrote it, e.g. "segments[2].durationSec"
  std::string code;     // stable rule name, e.g. "out_of_range"
  std::string message;  // for people
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string reason;   // stable snake_case, finer than the code, e.g. "stale_version"
  std::string message;  // for people; English
  std::vector<FieldError> fields;
  std::optional<std::chrono::milliseconds> retry_after;
  std::optional<boost::json::value> current;  // the state to rebase on, with `conflict`
};

template <class T>
using Result = std::expected<T, Error>;

// `return fail(ErrorCode::forbidden, "not_host", "Only the host can do this.");`
std::unexpected<Error> fail(ErrorCode code, std::string_view reason, std::string_view message);
// `invalid` with one field.
std::unexpected<Error> fail_field(std::string_view field, std::string_view rule,
                                  std::string_view message);

// The error as clients see it in an ack: {code, reason, message, field?, retryAfterMs?, current?}.
boost::json::object to_ack_json(const Error& error);

}  // namespace pomopomo
