#include "socketio/engineio/answers.hpp"

namespace pomopomo::socketio::engineio {

std::string_view to_string(RefusalCode code) {
  switch (code) {
    case RefusalCode::unknown_transport:
      return "Transport unknown";
    case RefusalCode::unknown_sid:
      return "Session ID unknown";
    case RefusalCode::bad_method:
      return "Bad handshake method";
    case RefusalCode::bad_request:
      return "Bad request";
    case RefusalCode::forbidden:
      return "Forbidden";
    case RefusalCode::unsupported_version:
      return "Unsupported protocol version";
  }
  return "Bad request";
}

namespace {

std::string_view message_of(const Refusal& refusal) {
  return refusal.message.empty() ? to_string(refusal.code) : refusal.message;
}

unsigned status_of(const Refusal& refusal) {
  if (refusal.status != 0) return refusal.status;
  return refusal.code == RefusalCode::forbidden ? 403 : 400;
}

http::Response with_retry(http::Response response) {
  if (response.status == 429 || response.status == 503) response.headers.set("Retry-After", "5");
  return response;
}

}  // namespace

http::Response to_json(const Refusal& refusal) {
  auto response = http::Response::json(
      status_of(refusal),
      {{"code", static_cast<int>(refusal.code)}, {"message", message_of(refusal)}});
  response.headers.set("Cache-Control", "no-store");
  return with_retry(std::move(response));
}

http::Response to_text(const Refusal& refusal) {
  return with_retry(http::Response::text(status_of(refusal), message_of(refusal)));
}

http::Response payload(std::string body) {
  http::Response response;
  response.headers.add("Content-Type", "text/plain; charset=UTF-8");
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

}  // namespace pomopomo::socketio::engineio
