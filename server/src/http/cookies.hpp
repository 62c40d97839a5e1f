#pragma once
// Set-Cookie lines as SE1 wants them: HttpOnly, SameSite=Lax, Path=/, no Domain; over https also
// Secure and `__Host-`.

#include <chrono>
#include <string>
#include <string_view>

namespace pomopomo::http {

// The name a cookie has on the wire: "__Host-guest" over https, else "guest".
std::string cookie_name(std::string_view name, bool https);
// A Set-Cookie value. Requires: `value` is made of token characters (base64url is). A `max_age` of
// zero deletes the cookie.
std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age,
                       bool https);

}  // namespace pomopomo::http
