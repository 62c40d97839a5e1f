#include "http/cookies.hpp"

#include <fmt/format.h>

namespace pomopomo::http {

std::string cookie_name(std::string_view name, bool https) {
  return https ? "__Host-" + std::string(name) : std::string(name);
}

std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age,
                       bool https) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}",
                     cookie_name(name, https), value, max_age.count(), https ? "; Secure" : "");
}

}  // namespace pomopomo::http
