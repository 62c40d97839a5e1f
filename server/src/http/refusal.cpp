#include "http/refusal.hpp"

namespace pomopomo::http {

Response to_response(const Refusal& refusal, std::string_view request_id) {
  struct Name {
    ErrorCode code = ErrorCode::invalid;
    std::string_view reason = "malformed_request";
  };
  const auto name = [&]() -> Name {
    switch (refusal.status) {
      case 408:
        return {ErrorCode::invalid, "timeout"};
      case 413:
        return {ErrorCode::invalid, "body_too_large"};
      case 414:
        return {ErrorCode::invalid, "target_too_long"};
      case 429:
        return {ErrorCode::rate_limited, "too_many_connections"};
      case 431:
        return {ErrorCode::invalid, "headers_too_large"};
      case 501:
        return {ErrorCode::invalid, "unknown_method"};
      case 503:
        return {ErrorCode::unavailable, "overloaded"};
      default:
        return {};
    }
  }();
  auto error = fail(name.code, name.reason, refusal.detail).error();
  error.retry_after = refusal.retry_after;
  auto response = Response::problem(error, request_id, refusal.status);
  response.close = true;
  return response;
}

}  // namespace pomopomo::http
