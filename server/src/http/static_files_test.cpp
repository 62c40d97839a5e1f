#include "http/static_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <fstream>

#include "http/test_client.hpp"

namespace pomopomo::http {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    std::string name = (fs::temp_directory_path() / "pomopomo-static-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    root_ = name;
    put("site/index.html", "<title>home</title>");
    put("site/index.html.br", "br of home");
    put("site/index.html.gz", "gz of home");
    put("site/theme.js", "theme");
    put("site/assets/app-1a2b.js", "app");
    put("site/assets/app-1a2b.js.gz", "gz of app");
    put("site/assets/app-1a2b.js.map", "source");
    put("site/manifest.webmanifest", "{}");
    put("site/.env", "secret");
    put("site/.vite/manifest.json", "{}");
    put("outside.txt", "outside");
    fs::create_symlink(root_ / "outside.txt", root_ / "site/link.txt");
    fs::create_directory_symlink(root_, root_ / "site/up");
  }
  ~StaticFilesTest() override { fs::remove_all(root_); }

  void put(const std::string& path, std::string_view bytes) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << bytes;
  }

  Response get(std::string path, std::string accept = "", std::string tag = "",
               Method method = Method::get) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    if (!accept.empty()) request.headers.add("Accept-Encoding", accept);
    if (!tag.empty()) request.headers.add("If-None-Match", tag);
    asio::io_context io;
    Response response;
    asio::co_spawn(io, files().handle(request),
                   [&](std::exception_ptr, Response got) { response = std::move(got); });
    io.run();
    return response;
  }

  StaticFiles& files() {
    if (!files_) files_ = std::make_unique<StaticFiles>(root_ / "site");
    return *files_;
  }

  fs::path root_;
  std::unique_ptr<StaticFiles> files_;
};

std::string body(const Response& response) {
  return response.shared_body ? *response.shared_body : response.body;
}

TEST_F(StaticFilesTest, ServesFilesWithTheirTypeAndCaching) {
  EXPECT_EQ(files().size(), 4U);
  EXPECT_EQ(body(get("/")), "<title>home</title>");
  EXPECT_EQ(body(get("/index.html")), "<title>home</title>");
  EXPECT_EQ(get("/").headers.get("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/").headers.get("cache-control"), "no-cache");
  EXPECT_EQ(get("/theme.js").headers.get("cache-control"), "no-cache");
  EXPECT_EQ(get("/theme.js").headers.get("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/manifest.webmanifest").headers.get("content-type"), "application/manifest+json");
  const auto asset = get("/assets/app-1a2b.js");
  EXPECT_EQ(body(asset), "app");
  EXPECT_EQ(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
}

TEST_F(StaticFilesTest, ChoosesTheFormTheClientLikesBest) {
  struct Case {
    const char* accept;
    const char* coding;
  };
  for (const auto& input : std::vector<Case>{
           {"", ""},
           {"gzip, deflate, br, zstd", "br"},
           {"gzip", "gzip"},
           {"br;q=0, gzip", "gzip"},
           {"br;q=0.5, gzip;q=0.8", "gzip"},
           {"br; q=0.8, gzip;q=0.8", "br"},
           {"*", "br"},
           {"*;q=0", ""},
           {"gzip;q=0, *", "br"},
           {"br;q=0, *;q=0.1", "gzip"},
           {"identity, gzip;q=0.5", ""},
           {"BR", "br"},
           {"br;q=nonsense", ""},
           {"br;q=1.5", ""},
           {"br;q=0.000", ""},
           {"br;q=0.001", "br"},
           {"deflate", ""},
           {",,;", ""},
       }) {
    SCOPED_TRACE(input.accept);
    const auto response = get("/", input.accept);
    EXPECT_EQ(response.headers.get("content-encoding"), input.coding);
    EXPECT_EQ(response.headers.get("vary"), "Accept-Encoding");
    EXPECT_EQ(response.headers.get("content-type"), "text/html; charset=utf-8");
  }
  EXPECT_EQ(body(get("/", "br")), "br of home");
  EXPECT_EQ(body(get("/", "gzip")), "gz of home");
  EXPECT_EQ(get("/assets/app-1a2b.js", "br, gzip").headers.get("content-encoding"),
            "gzip");  // there is no .br
}

TEST_F(StaticFilesTest, AnUnchangedFileIs304) {
  const std::string tag(get("/").headers.get("etag"));
  const std::string br_tag(get("/", "br").headers.get("etag"));
  EXPECT_NE(tag, br_tag);
  EXPECT_TRUE(tag.starts_with('"'));
  const auto unchanged = get("/", "", tag);
  EXPECT_EQ(unchanged.status, 304U);
  EXPECT_EQ(body(unchanged), "");
  EXPECT_EQ(unchanged.headers.get("etag"), tag);
  EXPECT_EQ(get("/", "", "\"x\", W/" + tag).status, 304U);
  EXPECT_EQ(get("/", "", "*").status, 304U);
  EXPECT_EQ(get("/", "br", tag).status, 200U);
  EXPECT_EQ(get("/", "", "\"x\"").status, 200U);
  EXPECT_EQ(get("/", "br", br_tag).status, 304U);
}

TEST_F(StaticFilesTest, PagesOfTheClientAreIndexHtml) {
  for (const char* path : {"/rooms", "/r/pomo-ABC234", "/a/b/c/", "/apis", "/ünïcode"}) {
    SCOPED_TRACE(path);
    const auto response = get(path);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(body(response), "<title>home</title>");
    EXPECT_EQ(response.headers.get("cache-control"), "no-cache");
  }
}

TEST_F(StaticFilesTest, WhatIsNoFileAndNoPageIs404) {
  for (const char* path : {"/assets/gone-1234.js", "/assets/gone", "/missing.png", "/api", "/api/",
                           "/api/rooms", "/socket.io/", "/socket.io"}) {
    SCOPED_TRACE(path);
    EXPECT_EQ(get(path).status, 404U);
  }
}

TEST_F(StaticFilesTest, HiddenFilesMapsFormsAndLinksAreNotPublic) {
  for (const char* path :
       {"/.env", "/.vite/manifest.json", "/assets/app-1a2b.js.map", "/index.html.br",
        "/index.html.gz", "/link.txt", "/up/outside.txt", "/..", "/../outside.txt",
        "/assets/../../outside.txt", "/assets/../index.html", "/.", "/./index.html", "/assets/.",
        "/.git/config", "/.well-known/x"}) {
    SCOPED_TRACE(path);
    const auto response = get(path);
    EXPECT_EQ(response.status, 404U);
    EXPECT_EQ(body(response).find("outside.txt"), std::string::npos);
  }
}

TEST_F(StaticFilesTest, OtherMethodsAreRefused) {
  EXPECT_EQ(get("/", "", "", Method::post).status, 405U);
  EXPECT_EQ(get("/", "", "", Method::post).headers.get("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(get("/", "", "", Method::options).status, 204U);
}

TEST_F(StaticFilesTest, SaysSoWhenTheClientIsNotBuilt) {
  StaticFiles nothing(root_ / "nowhere");
  EXPECT_FALSE(nothing.built());
  fs::remove(root_ / "site/index.html");
  const auto response = get("/");
  EXPECT_EQ(response.status, 503U);
  EXPECT_NE(response.body.find("make build"), std::string::npos);
  EXPECT_EQ(get("/assets/app-1a2b.js").status, 200U);
}

// The same traps over the wire, where a target is decoded first (HT9).
class TraversalTest : public StaticFilesTest {};

TEST_F(TraversalTest, NoTargetLeadsOutOfTheDirectory) {
  put("site/secret.txt.map", "never");
  IoThreads io(1);
  io.start();
  Listener listener(io, {}, [this](std::string_view) -> Service& { return files(); });
  listener.listen("127.0.0.1", 0);
  for (const std::string target : {
           "/../outside.txt",
           "/..%2foutside.txt",
           "/%2e%2e/outside.txt",
           "/%2e%2e%2foutside.txt",
           "/..%5coutside.txt",
           "/%2e%2e%5coutside.txt",
           "/..\\outside.txt",
           "/assets/..%2f..%2foutside.txt",
           "/%252e%252e/outside.txt",
           "/..%c0%afoutside.txt",
           "/%c0%ae%c0%ae/outside.txt",
           "/%e0%80%ae%e0%80%ae/outside.txt",
           "/..%00/outside.txt",
           "/index.html%00.js",
           "/outside.txt%00",
           "/%ff",
           "/%",
           "/%2",
           "/%zz",
           "/a%0d%0aX-Evil:%201",
           "/%7f",
           "/....//outside.txt",
           "//../outside.txt",
           "/.%2e/outside.txt",
           "/assets/.%2e/.%2e/outside.txt",
           "/.env",
           "/%2eenv",
           "/up/outside.txt",
           "/link.txt",
           "/assets/app-1a2b.js.map",
           "/%2evite/manifest.json",
       }) {
    SCOPED_TRACE(target);
    Client client(listener.port());
    const auto answer = client.ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(answer.status == 400 || answer.status == 404) << answer.status;
    EXPECT_EQ(answer.body.find("outside"), std::string::npos);
    EXPECT_FALSE(answer.headers.has("x-evil"));
  }
  Client client(listener.port());
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\n\r\n").body,
            "br of home");
}

}  // namespace
}  // namespace pomopomo::http
