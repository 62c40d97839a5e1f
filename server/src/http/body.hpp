#pragma once
// JSON bodies, decoded into described structs.

#include "core/json.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

// Reason of the error that a router answers with status 415.
inline constexpr std::string_view kUnsupportedMediaType = "unsupported_media_type";

// A body must be JSON, also where nobody reads it (HT3).
// Errors: invalid `unsupported_media_type`.
Result<void> check_json(const Request& request);

// A body that is to be an image says so; what it is, its bytes say. Keeps forms of other pages
// away. Errors: invalid `unsupported_media_type`.
Result<void> check_image(const Request& request);

// The body as JSON; an empty body is {}. Of a repeated key the last value counts.
// Errors: invalid `unsupported_media_type` (not application/json, or a Content-Encoding), invalid
// on `body` (no JSON, or nested deeper than 32).
Result<boost::json::value> read_json(const Request& request);

// The body as `T`. Errors: as above, and invalid naming each field that does not fit.
template <class T>
Result<T> read_body(const Request& request) {
  auto parsed = read_json(request);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return decode<T>(*parsed);
}

}  // namespace pomopomo::http
