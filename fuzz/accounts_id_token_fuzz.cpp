// Verifies arbitrary ID tokens against an arbitrary list of keys: the first line is the list, the
// rest the token. No token counts, for nobody has signed one.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "accounts/oauth/id_token.hpp"
#include "core/base64.hpp"
#include "core/json_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pomopomo;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = text.substr(0, text.find('\n'));
  const auto token = line.size() == text.size() ? text : text.substr(line.size() + 1);
  if (const auto bytes = base64url_decode(token)) {
    if (base64url_encode(*bytes) != token) std::abort();
  }
  const auto document = read_json(line);
  auto keys = document ? accounts::Jwks::parse(*document) : std::nullopt;
  if (!keys) keys = accounts::Jwks();
  if (accounts::verify_id_token(token, *keys,
                                {.issuer = "i", .client_id = "c", .nonce = "n", .now = {}}))
    std::abort();
  return 0;
}
