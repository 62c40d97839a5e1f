#pragma once
// Which requests come from our own pages (HT3): the check that keeps foreign sites from acting with
// a visitor's cookie.
//
// For POST, PUT, PATCH and DELETE:
//   Origin given          → it must be our own (`null` never is).
//   no Origin             → `Sec-Fetch-Site: same-origin` proves the same.
//   neither, and no cookie → a client that is no browser: it may authenticate by `Authorization:
//   Bearer`, or ask for a
//                           token (`X-Client: token`).
//   all else              → forbidden `bad_origin`.
// Where no own origin is proven, a cookie counts for nothing.

#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "http/message.hpp"

namespace pomopomo::http {

// The origin of `--public-url`.
class OwnOrigin {
 public:
  // Reads "https://pomo.example" (a path is refused). Errors: invalid, field `public-url`.
  static Result<OwnOrigin> parse(std::string_view public_url);

  // Whether an Origin header names us. For a loopback origin, `localhost` and `127.0.0.1` are one.
  bool matches(std::string_view origin) const;
  const std::string& str() const {
    return origin_;
  }  // "https://pomo.example", without a default port
  const std::string& host() const { return host_; }  // "pomo.example" or "localhost:8080"
  // Whether only people on this machine can mean us by it.
  bool is_loopback() const { return !alias_.empty() || host_.starts_with("[::1]"); }
  bool https() const { return origin_.starts_with("https:"); }

 private:
  std::string origin_;
  std::string host_;
  std::string alias_;
};

// Whether the browser vouches for our own page: the own Origin, or none and `Sec-Fetch-Site:
// same-origin`. The rule of Socket.IO handshakes, whose GETs act for somebody.
bool comes_from_own_page(const Headers& headers, const OwnOrigin& own);
// GET, HEAD and OPTIONS change nothing.
bool is_safe(Method method);
// The token of `Authorization: Bearer …`; nullopt when there is none or it is malformed.
std::optional<std::string_view> bearer_token(const Request& request);
// Whether `bearer_token` would accept it; the empty text counts as one.
bool can_be_bearer_token(std::string_view text);
// Errors: forbidden `bad_origin`, as above.
std::optional<Error> check_origin(const Request& request, const OwnOrigin& own);
// Whether the request's cookie may say who the caller is.
bool cookie_counts(const Request& request, const OwnOrigin& own);

}  // namespace pomopomo::http
