#pragma once
// Turns bytes into one Request: head check, Beast's parser for the head, body reader, target rules.
// No I/O.
//
// Feed it what arrives until it is `done`; it takes what belongs to the request and leaves the rest
// (a pipelined request) in the buffer. After a refusal the connection can only be closed: where the
// next request starts is not known.

#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "http/head_check.hpp"
#include "http/limits.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

class RequestParser {
 public:
  // How many bytes the body of a request with this head may have.
  using BodyLimit = std::function<std::expected<std::size_t, Refusal>(const Request& head)>;
  // Without `body_limit` it is that of the limits, which outlive the parser.
  explicit RequestParser(const Limits& limits, BodyLimit body_limit = {});
  ~RequestParser();
  RequestParser(RequestParser&&) noexcept;
  RequestParser& operator=(RequestParser&&) noexcept;

  enum class Progress { head, body, done };
  // Takes what it can from the front of `buffer`. Returns: what it waits for next.
  std::expected<Progress, Refusal> feed(std::string& buffer);

  bool expects_continue()
      const;                // `Expect: 100-continue` was sent; meaningful once the head is done
  bool keep_alive() const;  // meaningful once done; HTTP/1.0 gets one answer a connection
  std::size_t body_received() const;
  // The request: without a body until done. Requires: the head is done.
  Request& request();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pomopomo::http
