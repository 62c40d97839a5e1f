#include "core/error.hpp"

namespace pomopomo {

namespace {

struct Row {
  std::string_view name;
  unsigned status;
};

constexpr Row row(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
      return {"invalid", 400};
    case ErrorCode::unauthorized:
      return {"unauthorized", 401};
    case ErrorCode::forbidden:
      return {"forbidden", 403};
    case ErrorCode::not_found:
      return {"not_found", 404};
    case ErrorCode::gone:
      return {"gone", 410};
    case ErrorCode::conflict:
      return {"conflict", 409};
    case ErrorCode::full:
      return {"full", 409};
    case ErrorCode::rate_limited:
      return {"rate_limited", 429};
    case ErrorCode::unavailable:
      return {"unavailable", 503};
    case ErrorCode::storage_full:
      return {"storage_full", 503};
    case ErrorCode::internal:
      break;
  }
  return {"internal", 500};
}

}  // namespace

std::string_view to_string(ErrorCode code) {
  return row(code).name;
}

unsigned http_status(ErrorCode code) {
  return row(code).status;
}

std::unexpected<Error> fail(ErrorCode code, std::string_view reason, std::string_view message) {
  return std::unexpected(Error{.code = code,
                               .reason = std::string(reason),
                               .message = std::string(message),
                               .fields = {},
                               .retry_after = {},
                               .current = {}});
}

std::unexpected<Error> fail_field(std::string_view field, std::string_view rule,
                                  std::string_view message) {
  auto error = fail(ErrorCode::invalid, rule, message);
  error.error().fields.push_back({std::string(field), std::string(rule), std::string(message)});
  return error;
}

boost::json::object to_ack_json(const Error& error) {
  boost::json::object out{
      {"code", to_string(error.code)}, {"reason", error.reason}, {"message", error.message}};
  if (!error.fields.empty()) out["field"] = error.fields.front().field;
  if (error.retry_after) out["retryAfterMs"] = error.retry_after->count();
  if (error.current) out["current"] = *error.current;
  return out;
}

}  // namespace pomopomo
