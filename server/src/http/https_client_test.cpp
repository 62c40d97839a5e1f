#include "http/https_client.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include <fmt/format.h>

namespace pomopomo::http {
namespace {

// Answers each connection's first request with the same bytes, then closes. Without bytes it says
// nothing until it is gone.
class CannedServer {
 public:
  explicit CannedServer(std::string answer) : answer_(std::move(answer)) {
    thread_ = std::thread([this] { serve(); });
  }
  ~CannedServer() {
    stopping_ = true;
    asio::io_context loop;
    tcp::socket knock(loop);
    boost::system::error_code ignored;
    knock.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  std::string url() const {
    return fmt::format("http://127.0.0.1:{}/x?y=1", acceptor_.local_endpoint().port());
  }
  // Requires: an answer has come, so that the request has.
  const std::string& request() const { return request_; }

 private:
  void serve() {
    std::vector<tcp::socket> silent;
    for (;;) {
      tcp::socket socket(loop_);
      acceptor_.accept(socket);
      if (stopping_) return;
      boost::system::error_code ignored;
      request_.clear();
      asio::read_until(socket, asio::dynamic_buffer(request_), "\r\n\r\n", ignored);
      if (answer_.empty()) {
        silent.push_back(std::move(socket));
        continue;
      }
      asio::write(socket, asio::buffer(answer_), ignored);
    }
  }

  const std::string answer_;
  std::atomic<bool> stopping_ = false;
  asio::io_context loop_;
  tcp::acceptor acceptor_{loop_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::string request_;
  std::thread thread_;
};

std::string answer_of(std::string_view body, std::string_view head = "200 OK") {
  return fmt::format("HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}", head,
                     body.size(), body);
}

HttpsClient::Options options() {
  HttpsClient::Options out;
  out.insecure_loopback = true;
  return out;
}

Result<ClientAnswer> ask(HttpsClient& client, ClientRequest request) {
  asio::io_context loop(1);
  auto answer = asio::co_spawn(loop, client.send(std::move(request)), asio::use_future);
  loop.run();
  return answer.get();
}

std::string reason_of(const Result<ClientAnswer>& answer) {
  return answer ? "" : answer.error().reason;
}

TEST(HttpsClient, BringsTheAnswerWhateverItsStatus) {
  HttpsClient client(options());
  CannedServer server(answer_of("gone", "410 Gone"));
  const auto answer =
      ask(client, {.url = server.url(), .headers = {"Accept: text/plain"}, .form = {}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 410U);
  EXPECT_EQ(answer->body, "gone");
  EXPECT_TRUE(server.request().starts_with("GET /x?y=1 HTTP/1.1\r\n"));
  EXPECT_TRUE(server.request().contains("\r\nAccept: text/plain\r\n"));
  EXPECT_TRUE(server.request().contains("\r\nUser-Agent: pomopomo/"));
}

TEST(HttpsClient, PostsAForm) {
  HttpsClient client(options());
  CannedServer server(answer_of("ok"));
  const auto form = encode_form({{"a b", "ç&="}, {"c", "-._~"}});
  EXPECT_EQ(form, "a%20b=%C3%A7%26%3D&c=-._~");
  ASSERT_TRUE(ask(client, {.url = server.url(), .headers = {}, .form = form}));
  EXPECT_TRUE(server.request().starts_with("POST "));
  EXPECT_TRUE(server.request().contains("Content-Type: application/x-www-form-urlencoded\r\n"));
}

TEST(HttpsClient, FollowsNoRedirect) {
  HttpsClient client(options());
  CannedServer target(answer_of("secret"));
  CannedServer server(answer_of("", "302 Found\r\nLocation: " + target.url()));
  const auto answer = ask(client, {.url = server.url(), .headers = {}, .form = {}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302U);
}

// OA11
TEST(HttpsClient, TakesNoMoreThanAllowed) {
  auto small = options();
  small.max_body = 1000;
  HttpsClient client(small);
  const std::string body(1001, 'x');
  const std::string without_length = "HTTP/1.0 200 OK\r\n\r\n" + body;
  for (const auto& answer : {answer_of(body), without_length}) {
    CannedServer server(answer);
    EXPECT_EQ(reason_of(ask(client, {.url = server.url(), .headers = {}, .form = {}})),
              "unreachable");
  }
  CannedServer server(answer_of(std::string(1000, 'x')));
  EXPECT_TRUE(ask(client, {.url = server.url(), .headers = {}, .form = {}}));
}

// OA11
TEST(HttpsClient, GivesUpAtTheDeadline) {
  auto quick = options();
  quick.deadline = Millis(50);
  HttpsClient client(quick);
  CannedServer server("");
  const auto answer = ask(client, {.url = server.url(), .headers = {}, .form = {}});
  EXPECT_EQ(reason_of(answer), "unreachable");
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
}

TEST(HttpsClient, StartsNoMoreThanItMay) {
  auto one = options();
  one.max_transfers = 1;
  one.deadline = Millis(200);
  HttpsClient client(one);
  CannedServer server("");
  asio::io_context loop(1);
  const ClientRequest request{.url = server.url(), .headers = {}, .form = {}};
  auto first = asio::co_spawn(loop, client.send(request), asio::use_future);
  auto second = asio::co_spawn(loop, client.send(request), asio::use_future);
  loop.run();
  EXPECT_EQ(reason_of(first.get()), "unreachable");
  EXPECT_EQ(reason_of(second.get()), "overloaded");
}

TEST(HttpsClient, LetsNobodyWaitWhenItEnds) {
  CannedServer server("");
  asio::io_context loop(1);
  auto client = std::make_unique<HttpsClient>(options());
  auto answer = asio::co_spawn(loop, client->send({.url = server.url(), .headers = {}, .form = {}}),
                               asio::use_future);
  loop.poll();
  client.reset();
  loop.restart();
  loop.run();
  EXPECT_EQ(reason_of(answer.get()), "unreachable");
}

// OA12
TEST(HttpsClient, AsksNobodyWithoutTls) {
  HttpsClient strict({});
  HttpsClient loopback(options());
  struct Case {
    std::string_view url;
    bool on_loopback;  // where that is switched on
  };
  for (const auto& [url, on_loopback] : {
           Case{"http://127.0.0.1/x", true},
           Case{"http://localhost:8080", true},
           Case{"http://[::1]/", true},
           Case{"http://id.test/", false},
           Case{"http://127.0.0.1.id.test/", false},
           Case{"http://localhost.id.test/", false},
           Case{"http://127.0.0.1@id.test/", false},
           Case{"ftp://127.0.0.1/", false},
           Case{"file:///etc/passwd", false},
           Case{"https://ana:secret@id.test/", false},
           Case{"//id.test/x", false},
           Case{"", false},
       }) {
    EXPECT_FALSE(strict.allows(url)) << url;
    EXPECT_EQ(loopback.allows(url), on_loopback) << url;
  }
  EXPECT_TRUE(strict.allows("https://id.test/x"));
  EXPECT_EQ(reason_of(ask(strict, {.url = "http://127.0.0.1:1/", .headers = {}, .form = {}})),
            "insecure_url");
}

}  // namespace
}  // namespace pomopomo::http
