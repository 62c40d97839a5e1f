#include "http/security_headers.hpp"

#include <fmt/format.h>

namespace pomopomo::http {

std::string security_headers(const OwnOrigin& own) {
  std::string lines =
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
      "browsing-topics=()\r\n";
  if (own.https()) lines += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
  return lines;
}

std::string html_headers(const OwnOrigin& own) {
  // `'self'` does not cover the own WebSocket in older Safari, so it is named. Styles set by script
  // (CSSOM) need no 'unsafe-inline'.
  return fmt::format(
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
      "'self' data: blob:; "
      "font-src 'self'; media-src 'self'; connect-src 'self' {}://{}; manifest-src 'self'; "
      "worker-src 'self' blob:; "
      "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'\r\n",
      own.https() ? "wss" : "ws", own.host());
}

}  // namespace pomopomo::http
