#include "http/origin.hpp"

#include <gtest/gtest.h>

#include "http/cookies.hpp"
#include "http/security_headers.hpp"

namespace pomopomo::http {
namespace {

OwnOrigin own(std::string_view url = "https://pomo.example") {
  return OwnOrigin::parse(url).value();
}

struct OriginCase {
  const char* name;
  Method method;
  std::vector<std::pair<std::string, std::string>> headers;
  bool allowed;
  bool cookie;
};

TEST(CheckOrigin, DecidesByTheTable) {
  const std::pair<std::string, std::string> cookie{"Cookie", "guest=x"};
  const std::pair<std::string, std::string> bearer{"Authorization", "Bearer abc"};
  const std::pair<std::string, std::string> client{"X-Client", "token"};
  const auto origin = [](std::string value) {
    return std::pair<std::string, std::string>{"Origin", std::move(value)};
  };
  const auto site = [](std::string value) {
    return std::pair<std::string, std::string>{"Sec-Fetch-Site", std::move(value)};
  };
  for (const auto& input : std::vector<OriginCase>{
           {"own", Method::post, {origin("https://pomo.example"), cookie}, true, true},
           {"same site says the browser", Method::post, {site("same-origin"), cookie}, true, true},
           {"foreign", Method::post, {origin("https://evil.example"), cookie}, false, false},
           {"foreign with a claim",
            Method::post,
            {origin("https://evil.example"), site("same-origin"), cookie},
            false,
            false},
           {"foreign with a token",
            Method::post,
            {origin("https://evil.example"), bearer},
            false,
            false},
           {"foreign asking for a token",
            Method::post,
            {origin("https://evil.example"), client},
            false,
            false},
           {"null", Method::post, {origin("null"), cookie}, false, false},
           {"null with a token", Method::delete_, {origin("null"), bearer}, false, false},
           {"empty", Method::post, {origin(""), cookie}, false, false},
           {"prefix",
            Method::post,
            {origin("https://pomo.example.evil.test"), cookie},
            false,
            false},
           {"suffix", Method::post, {origin("https://evilpomo.example"), cookie}, false, false},
           {"other scheme", Method::post, {origin("http://pomo.example"), cookie}, false, false},
           {"other port",
            Method::post,
            {origin("https://pomo.example:8443"), cookie},
            false,
            false},
           {"with a slash", Method::post, {origin("https://pomo.example/"), cookie}, false, false},
           {"subdomain", Method::post, {origin("https://a.pomo.example"), cookie}, false, false},
           {"cross-site says the browser",
            Method::post,
            {site("cross-site"), cookie},
            false,
            false},
           {"same-site is not same-origin",
            Method::post,
            {site("same-site"), cookie},
            false,
            false},
           {"cross-site with a token", Method::post, {site("cross-site"), bearer}, false, false},
           {"nothing", Method::post, {}, false, false},
           {"cookie alone", Method::post, {cookie}, false, false},
           {"token alone", Method::post, {bearer}, true, false},
           {"token and cookie", Method::post, {bearer, cookie}, false, false},
           {"malformed token", Method::post, {{"Authorization", "Bearer a b"}}, false, false},
           {"asks for a token", Method::post, {client}, true, false},
           {"every unsafe method", Method::patch, {cookie}, false, false},
           {"put", Method::put, {cookie}, false, false},
           {"unknown method", Method::other, {cookie}, false, false},
           {"GET", Method::get, {cookie}, true, true},
           {"HEAD", Method::head, {}, true, true},
           {"OPTIONS", Method::options, {origin("https://evil.example")}, true, false},
           {"foreign GET", Method::get, {origin("https://evil.example"), cookie}, true, false},
       }) {
    SCOPED_TRACE(input.name);
    Request request;
    request.method = input.method;
    for (const auto& [name, value] : input.headers) request.headers.add(name, value);
    const auto refused = check_origin(request, own());
    EXPECT_EQ(!refused, input.allowed);
    if (refused) {
      EXPECT_EQ(refused->code, ErrorCode::forbidden);
      EXPECT_EQ(refused->reason, "bad_origin");
    }
    EXPECT_EQ(cookie_counts(request, own()), input.cookie);
  }
}

TEST(OwnOrigin, ReadsPublicUrls) {
  EXPECT_EQ(own("https://Pomo.Example:443/").str(), "https://pomo.example");
  EXPECT_EQ(own("http://pomo.example:8080").str(), "http://pomo.example:8080");
  EXPECT_EQ(own("http://pomo.example:8080").host(), "pomo.example:8080");
  EXPECT_EQ(own("http://[::1]:8080").str(), "http://[::1]:8080");
  EXPECT_TRUE(own().https());
  for (const char* url : {"", "pomo.example", "ftp://pomo.example", "https://", "https://a/b",
                          "https://a?b", "https://u@a"}) {
    SCOPED_TRACE(url);
    const auto parsed = OwnOrigin::parse(url);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().fields.at(0).field, "public-url");
  }
}

TEST(OwnOrigin, LoopbackHasTwoNames) {
  EXPECT_TRUE(own("http://localhost:8080").matches("http://127.0.0.1:8080"));
  EXPECT_TRUE(own("http://127.0.0.1:8080").matches("http://localhost:8080"));
  EXPECT_FALSE(own("http://localhost:8080").matches("http://127.0.0.1:8081"));
  EXPECT_FALSE(own("https://pomo.example").matches("https://127.0.0.1"));
}

TEST(BearerToken, TakesOnlyWellFormedOnes) {
  const auto token = [](std::string value) {
    Request request;
    request.headers.add("Authorization", std::move(value));
    return bearer_token(request).has_value();
  };
  EXPECT_TRUE(token("Bearer abc-._~+/="));
  EXPECT_TRUE(token("bearer abc"));
  for (const std::string value :
       {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer \xc3\xa9", "Bearerabc"}) {
    EXPECT_FALSE(token(value)) << value;
  }
  EXPECT_FALSE(token("Bearer " + std::string(10'000, 'a')));
}

TEST(SetCookie, IsAsStrictAsTheOriginAllows) {
  EXPECT_EQ(set_cookie("guest", "abc", std::chrono::seconds(60), true),
            "__Host-guest=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(set_cookie("guest", "abc", std::chrono::seconds(60), false),
            "guest=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
}

TEST(SecurityHeaders, SayHstsOnlyOverHttps) {
  EXPECT_NE(security_headers(own()).find("Strict-Transport-Security"), std::string::npos);
  EXPECT_EQ(security_headers(own("http://localhost:8080")).find("Strict-Transport-Security"),
            std::string::npos);
  EXPECT_NE(html_headers(own("http://localhost:8080")).find("ws://localhost:8080;"),
            std::string::npos);
  EXPECT_EQ(html_headers(own()).find("unsafe"), std::string::npos);
}

TEST(Cookies, AreReadByExactName) {
  Request request;
  request.headers.add("Cookie", "a=1; guest=secret; xguest=no; flag");
  EXPECT_EQ(request.cookie("guest"), "secret");
  EXPECT_EQ(request.cookie("flag"), "");
  EXPECT_EQ(request.cookie("Guest"), "");
}

TEST(QueryParam, DecodesTheFirst) {
  Request request;
  request.query = "a=1&b=x%20y+z&a=2&empty&bad=%zz";
  EXPECT_EQ(request.query_param("a"), "1");
  EXPECT_EQ(request.query_param("b"), "x y z");
  EXPECT_EQ(request.query_param("empty"), "");
  EXPECT_EQ(request.query_param("bad"), std::nullopt);
  EXPECT_EQ(request.query_param("c"), std::nullopt);
}

}  // namespace
}  // namespace pomopomo::http
