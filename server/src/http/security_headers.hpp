#pragma once
// The headers that protect visitors (HT1, HT2), made once at start; see Policy in listener.hpp.

#include <string>

#include "http/origin.hpp"

namespace pomopomo::http {

// For every answer: complete lines, each ended by CRLF. HSTS only over https.
std::string security_headers(const OwnOrigin& own);
// For HTML besides: the Content-Security-Policy. Scripts, styles, fonts and connections from the
// own origin only, nothing inline; no frames, plug-ins or foreign forms.
std::string html_headers(const OwnOrigin& own);

}  // namespace pomopomo::http
