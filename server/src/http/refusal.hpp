#pragma once
// Requests that no handler gets to see.

#include <string_view>

#include "http/message.hpp"

namespace pomopomo::http {

// Why a request or connection is refused. `detail` is a literal, for the client and the log.
struct Refusal {
  unsigned status = 400;
  std::string_view detail;
};

// The answer that tells it, and ends the connection.
Response to_response(const Refusal& refusal, std::string_view request_id);

}  // namespace pomopomo::http
