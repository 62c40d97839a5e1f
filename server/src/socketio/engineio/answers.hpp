#pragma once
// The HTTP answers of Engine.IO.

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace pomopomo::socketio::engineio {

enum class RefusalCode {
  unknown_transport,
  unknown_sid,
  bad_method,
  bad_request,
  forbidden,
  unsupported_version,
};

struct Refusal {
  RefusalCode code = RefusalCode::bad_request;
  std::string message = {};  // empty: the standard one
  unsigned status = 0;       // 0: the code's usual one
};

std::string_view to_string(RefusalCode code);
// 400, or 403 for `forbidden`: {code, message} as polling expects it, or plain text for a
// WebSocket. Both tell who is refused for being one too many (429, 503) when to try again.
http::Response to_json(const Refusal& refusal);
http::Response to_text(const Refusal& refusal);
// 200 with a payload that must never be cached.
http::Response payload(std::string body);

}  // namespace pomopomo::socketio::engineio
