#include "http/router.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/json/parse.hpp>

#include "core/random.hpp"
#include "http/body.hpp"
#include "http/service_routes.hpp"

namespace pomopomo::http {
namespace {

// Runs a service's handler on a loop of its own.
Response ask(Service& service, const Request& request) {
  asio::io_context io;
  Response response;
  std::exception_ptr failure;
  asio::co_spawn(io, service.handle(request), [&](std::exception_ptr thrown, Response got) {
    failure = thrown;
    response = std::move(got);
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
  return response;
}

Request request_for(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  request.request_id = "id-1";
  return request;
}

asio::awaitable<Result<Response>> say(std::string text) {
  co_return Response::text(200, text);
}

asio::awaitable<Result<Response>> refuse() {
  co_return fail(ErrorCode::conflict, "stale_version", "Somebody was faster.");
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.add(Method::get, "/api/rooms", [](const RequestContext&) { return say("list"); });
    router_.add(Method::post, "/api/rooms", [](const RequestContext&) { return say("created"); });
    router_.add(Method::get, "/api/rooms/{code}",
                [](const RequestContext& context) { return say("room " + context.param("code")); });
    router_.add(Method::get, "/api/rooms/mine", [](const RequestContext&) { return say("mine"); });
    router_.add(Method::get, "/api/rooms/{code}/runs/{run}", [](const RequestContext& context) {
      return say(context.param("run") + " of " + context.param("code"));
    });
    router_.add(Method::delete_, "/api/rooms/{code}",
                [](const RequestContext&) { return refuse(); });
  }

  Response ask(Method method, std::string path) {
    return http::ask(router_, request_for(method, std::move(path)));
  }

  Router router_;
};

TEST_F(RouterTest, FindsTheRouteAndItsParameters) {
  EXPECT_EQ(ask(Method::get, "/api/rooms").body, "list");
  EXPECT_EQ(ask(Method::post, "/api/rooms").body, "created");
  EXPECT_EQ(ask(Method::get, "/api/rooms/pomo-ABC").body, "room pomo-ABC");
  EXPECT_EQ(ask(Method::get, "/api/rooms/a/runs/7").body, "7 of a");
  EXPECT_EQ(ask(Method::get, "/api/rooms/pomo-ABC").route, "/api/rooms/{code}");
}

TEST_F(RouterTest, ALiteralSegmentWinsOverAParameter) {
  EXPECT_EQ(ask(Method::get, "/api/rooms/mine").body, "mine");
}

TEST_F(RouterTest, AnUnknownPathIsAProblem) {
  for (const char* path : {"/", "/api", "/api/rooms/", "/api/rooms/a/b", "/api/room", "/API/rooms",
                           "//api/rooms", "*"}) {
    SCOPED_TRACE(path);
    const auto response = ask(Method::get, path);
    EXPECT_EQ(response.status, 404U);
    const auto body = boost::json::parse(response.body).as_object();
    EXPECT_EQ(body.at("code"), "not_found");
    EXPECT_EQ(body.at("reason"), "unknown_route");
    EXPECT_EQ(body.at("requestId"), "id-1");
    EXPECT_EQ(body.at("status"), 404);
    EXPECT_EQ(response.headers.get("content-type"), "application/problem+json");
  }
}

TEST_F(RouterTest, AnotherMethodIs405WithAllow) {
  const auto response = ask(Method::patch, "/api/rooms");
  EXPECT_EQ(response.status, 405U);
  EXPECT_EQ(response.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(ask(Method::other, "/api/rooms").status, 405U);
}

TEST_F(RouterTest, OptionsListsMethodsWithoutCors) {
  const auto response = ask(Method::options, "/api/rooms/x");
  EXPECT_EQ(response.status, 204U);
  EXPECT_EQ(response.headers.get("allow"), "GET, HEAD, DELETE, OPTIONS");
  EXPECT_FALSE(response.headers.has("access-control-allow-origin"));
  EXPECT_EQ(ask(Method::options, "/nothing").status, 404U);
}

TEST_F(RouterTest, HeadIsAnsweredByGet) {
  EXPECT_EQ(ask(Method::head, "/api/rooms").body, "list");
}

TEST_F(RouterTest, AnErrorBecomesAProblemAndNothingIsStored) {
  const auto response = ask(Method::delete_, "/api/rooms/x");
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(boost::json::parse(response.body).at("reason"), "stale_version");
  EXPECT_EQ(response.headers.get("cache-control"), "no-store");
  EXPECT_EQ(ask(Method::get, "/api/rooms").headers.get("cache-control"), "no-store");
}

TEST_F(RouterTest, AFailedCheckKeepsTheHandlerFromRunning) {
  bool ran = false;
  router_.add(Method::put, "/api/thing", [&](const RequestContext&) {
    ran = true;
    return say("done");
  });
  router_.add_check([](const Request&) -> std::optional<Error> {
    return fail(ErrorCode::forbidden, "bad_origin", "no").error();
  });
  EXPECT_EQ(ask(Method::put, "/api/thing").status, 403U);
  EXPECT_FALSE(ran);
}

TEST_F(RouterTest, TheTableCanBeRead) {
  const auto routes = router_.routes();
  ASSERT_EQ(routes.size(), 6U);
  EXPECT_EQ(routes[1].method, Method::post);
  EXPECT_EQ(routes[1].pattern, "/api/rooms");
}

struct Rename {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Rename, (), (name))

asio::awaitable<Result<Response>> rename(const RequestContext& context) {
  const auto input = read_body<Rename>(context.request);
  if (!input) co_return std::unexpected(input.error());
  co_return Response::text(200, input->name);
}

struct BodyCase {
  const char* content_type;
  std::string body;
  unsigned status;
  const char* expected;  // the body, or the field and its code
};

TEST(ReadBody, DecodesJsonOrNamesWhatIsWrong) {
  Router router;
  router.add(Method::post, "/rename",
             [](const RequestContext& context) { return rename(context); });
  const std::string deep = std::string(33, '[') + std::string(33, ']');
  for (const auto& input : std::vector<BodyCase>{
           {"application/json", R"({"name":"a"})", 200, "a"},
           {"Application/JSON; charset=utf-8", R"({"name":"a"})", 200, "a"},
           {"application/json", R"({"name":"a","name":"b"})", 400, "body not_json"},
           {"text/plain", R"({"name":"a"})", 415, "body unsupported_media_type"},
           {"", R"({"name":"a"})", 415, "body unsupported_media_type"},
           {"application/jsonp", R"({"name":"a"})", 415, "body unsupported_media_type"},
           {"application/x-www-form-urlencoded", "name=a", 415, "body unsupported_media_type"},
           {"application/json", R"({"name":)", 400, "body not_json"},
           {"application/json", "{\"name\":\"\xff\"}", 400, "body not_json"},
           {"application/json", R"({"name":"a"} x)", 400, "body not_json"},
           {"application/json", deep, 400, "body not_json"},
           {"application/json", R"({"name":1})", 400, "name wrong_type"},
           {"application/json", "[]", 400, "body wrong_type"},
           {"", "", 400, "name required"},
       }) {
    SCOPED_TRACE(input.body);
    auto request = request_for(Method::post, "/rename");
    if (*input.content_type != '\0') request.headers.add("Content-Type", input.content_type);
    request.body = input.body;
    const auto response = ask(router, request);
    EXPECT_EQ(response.status, input.status);
    if (response.status == 200) {
      EXPECT_EQ(response.body, input.expected);
      continue;
    }
    const auto body = boost::json::parse(response.body).as_object();
    EXPECT_EQ(body.at("code"), "invalid");
    const auto& error = body.at("errors").at(0).as_object();
    EXPECT_EQ(std::string(error.at("field").as_string()) + " " +
                  std::string(error.at("code").as_string()),
              input.expected);
  }
}

TEST(ReadBody, RefusesACompressedBody) {
  auto request = request_for(Method::post, "/");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Content-Encoding", "gzip");
  request.body = "{}";
  EXPECT_FALSE(read_json(request));
}

TEST(ServiceRoutes, TellHealthAndReadiness) {
  std::optional<Error> trouble;
  Router router;
  add_service_routes(router, {.why_unready = [&] { return trouble; }, .metrics_token = ""});
  EXPECT_EQ(ask(router, request_for(Method::get, "/healthz")).body, R"({"status":"ok"})");
  EXPECT_EQ(ask(router, request_for(Method::get, "/readyz")).body, R"({"status":"ready"})");
  trouble = fail(ErrorCode::unavailable, "draining", "Going away.").error();
  const auto unready = ask(router, request_for(Method::get, "/readyz"));
  EXPECT_EQ(unready.status, 503U);
  EXPECT_NE(unready.body.find(R"("reason":"draining")"), std::string::npos);
  EXPECT_EQ(ask(router, request_for(Method::get, "/healthz")).status, 200U);
}

TEST(ServiceRoutes, MetricsNeedTheirToken) {
  init_random();
  Router router;
  add_service_routes(router,
                     {.why_unready = [] { return std::nullopt; }, .metrics_token = "sesame"});
  auto request = request_for(Method::get, "/metrics");
  request.remote = asio::ip::address_v4::loopback();
  EXPECT_EQ(ask(router, request).status, 401U);
  EXPECT_EQ(ask(router, request).headers.get("www-authenticate"), "Bearer");
  request.headers.set("Authorization", "Bearer open");
  EXPECT_EQ(ask(router, request).status, 401U);
  request.headers.set("Authorization", "Bearer sesame");
  const auto answer = ask(router, request);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_TRUE(answer.headers.get("content-type").starts_with("text/plain; version=0.0.4"));
}

TEST(ServiceRoutes, WithoutATokenThereAreNoMetrics) {
  Router router;
  add_service_routes(router, {.why_unready = [] { return std::nullopt; }, .metrics_token = ""});
  auto request = request_for(Method::get, "/metrics");
  request.headers.set("Authorization", "Bearer ");
  EXPECT_EQ(ask(router, request).status, 404U);
}

}  // namespace
}  // namespace pomopomo::http
