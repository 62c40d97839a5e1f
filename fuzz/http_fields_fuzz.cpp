// Gives arbitrary bytes to all that reads single fields of a request: cookies, tokens, addresses,
// origins, encodings and queries. What they return must be part of what was sent.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/client_address.hpp"
#include "http/content_encoding.hpp"
#include "http/origin.hpp"

namespace {

using namespace pomopomo::http;

void require(bool holds) {
  if (!holds) std::abort();
}

bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kOwn = *OwnOrigin::parse("https://pomo.example");
  static const auto kProxies = *TrustedProxies::parse("127.0.0.1, 10.0.0.0/8, fd00::/8");
  static const auto kPeer = boost::asio::ip::make_address("127.0.0.1");

  const std::string text(reinterpret_cast<const char*>(data), size);
  Request request;
  request.method = Method::post;
  request.query = text;
  for (const auto* name : {"Cookie", "Authorization", "X-Forwarded-For", "Origin", "Cookie",
                           "Sec-Fetch-Site", "X-Client", "Content-Type"}) {
    request.headers.add(name, text);
  }

  const auto cookie = request.cookie("guest");
  require(cookie.find(';') == std::string_view::npos);
  require(cookie.empty() || text.contains("guest=" + std::string(cookie)));
  if (const auto token = bearer_token(request)) {
    require(lies_in(*token, request.headers.get("authorization")));
  }
  if (const auto value = request.query_param("a")) require(value->size() <= text.size());
  (void)choose_encoding(text, true, true);
  (void)OwnOrigin::parse(text);
  (void)TrustedProxies::parse(text);

  // Only the own origin is let through.
  require(kOwn.matches(text) == (text == "https://pomo.example"));
  require(check_origin(request, kOwn).has_value() != kOwn.matches(text));

  (void)kProxies.client(kPeer, request.headers);
  return 0;
}
