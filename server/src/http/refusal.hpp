#pragma once
// Requests and connections that no handler gets to see.

#include <chrono>
#include <optional>
#include <string_view>

#include "http/message.hpp"

namespace pomopomo::http {

// Why a request or connection is refused. `detail` and `limit` are literals.
struct Refusal {
  unsigned status = 400;
  std::string_view detail;              // for the client and the log
  std::string_view limit = "protocol";  // the member of `Limits` that was broken, for metrics
  std::optional<std::chrono::milliseconds> retry_after = {};
};

// The answer that tells it, and ends the connection.
Response to_response(const Refusal& refusal, std::string_view request_id);

}  // namespace pomopomo::http
