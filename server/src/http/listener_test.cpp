#include "http/listener.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/metrics.hpp"
#include "http/test_client.hpp"

namespace pomopomo::http {
namespace {

using std::chrono::milliseconds;

std::string get(std::string_view path) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", path);
}

TEST_F(ListenerTest, AnswersAndKeepsTheConnection) {
  start();
  Client client(port());
  EXPECT_EQ(client.ask("GET /echo?x=1 HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /echo x=1 ");
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").body,
            "POST /echo  abc");
}

TEST_F(ListenerTest, NamesEachAnswerAndNotTheServer) {
  policy_.headers = "X-Content-Type-Options: nosniff\r\n";
  start();
  Client client(port());
  const auto first = client.ask(get("/echo"));
  const auto second = client.ask(get("/echo"));
  EXPECT_EQ(first.headers.get("x-request-id").size(), 12U);
  EXPECT_NE(first.headers.get("x-request-id"), second.headers.get("x-request-id"));
  EXPECT_TRUE(first.headers.get("date").ends_with("GMT"));
  EXPECT_EQ(first.headers.get("x-content-type-options"), "nosniff");
  EXPECT_FALSE(first.headers.has("server"));
}

TEST_F(ListenerTest, AnswersPipelinedRequestsInOrder) {
  start();
  Client client(port());
  client.send(get("/pause") + get("/a") +
              "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi" + get("/pause") +
              get("/c"));
  for (const auto* expected :
       {"GET /pause  ", "GET /a  ", "POST /b  hi", "GET /pause  ", "GET /c  "}) {
    EXPECT_EQ(client.read().body, expected);
  }
}

TEST_F(ListenerTest, BytesBehindASuspendedRequestAreNoClose) {
  start();
  Client client(port());
  client.send(get("/park"));
  ASSERT_TRUE(witness_.wait("parked"));
  client.send(get("/a"));
  Client other(port());
  other.send(get("/pause"));
  EXPECT_EQ(other.read().body, "GET /pause  ");
  EXPECT_FALSE(witness_.has("cancelled"));
}

TEST_F(ListenerTest, CancelsTheHandlerWhenThePeerCloses) {
  start();
  Client client(port());
  client.send(get("/park"));
  ASSERT_TRUE(witness_.wait("parked"));
  const auto closed_at = std::chrono::steady_clock::now();
  client.close();
  ASSERT_TRUE(witness_.wait("cancelled"));
  EXPECT_LT(std::chrono::steady_clock::now() - closed_at, milliseconds(250));  // not by a deadline
  EXPECT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 0; }));
}

TEST_F(ListenerTest, TheDestructorCancelsHandlersAndWaits) {
  start();
  Client client(port());
  client.send(get("/park"));
  ASSERT_TRUE(witness_.wait("parked"));
  listener_.reset();
  EXPECT_TRUE(witness_.has("cancelled"));
  EXPECT_TRUE(client.closed());
}

TEST_F(ListenerTest, ReadsChunkedBodies) {
  start();
  Client client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
  client.send("c\r\n4;ext=1\r\ndefg\r\n0\r\nTrailer: dropped\r\n\r\n");
  EXPECT_EQ(client.read().body, "POST /echo  abcdefg");
  EXPECT_EQ(client.ask(get("/next")).body, "GET /next  ");
}

TEST_F(ListenerTest, InvitesTheBodyOfAnExpectation) {
  start();
  Client client(port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read(true).status, 100U);
  EXPECT_EQ(client.ask("ok").body, "POST /echo  ok");
}

TEST_F(ListenerTest, RefusesAnExpectedBodyThatIsTooLargeWithoutInvitingIt) {
  start();
  Client client(port());
  EXPECT_EQ(client
                .ask("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                     "70000\r\n\r\n")
                .status,
            413U);
}

TEST_F(ListenerTest, AnswersHeadWithoutABody) {
  start();
  Client client(port());
  client.send("HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = client.read(true);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.headers.get("content-length"), "12");
  EXPECT_EQ(client.ask(get("/a")).body, "GET /a  ");  // nothing of the first body lies in between
}

TEST_F(ListenerTest, ClosesWhenAskedTo) {
  start();
  Client client(port());
  const auto answer = client.ask("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.headers.get("connection"), "close");
  EXPECT_TRUE(client.closed());
  Client old(port());
  EXPECT_EQ(old.ask("GET /a HTTP/1.0\r\n\r\n").status, 200U);
  EXPECT_TRUE(old.closed());
}

TEST_F(ListenerTest, AnExceptionBecomesABare500) {
  start();
  Client client(port());
  const auto answer = client.ask(get("/throw"));
  EXPECT_EQ(answer.status, 500U);
  EXPECT_EQ(answer.headers.get("content-type"), "application/problem+json");
  EXPECT_EQ(answer.body.find("on purpose"), std::string::npos);
  EXPECT_NE(answer.body.find(answer.headers.get("x-request-id")), std::string::npos);
  EXPECT_EQ(client.ask(get("/a")).status, 200U);
}

TEST_F(ListenerTest, AKnownExceptionIsTranslated) {
  policy_.translate = [](const std::exception_ptr&) -> std::optional<Error> {
    return fail(ErrorCode::storage_full, "storage_full", "The disk is full.").error();
  };
  start();
  Client client(port());
  EXPECT_EQ(client.ask(get("/throw")).status, 503U);
}

TEST_F(ListenerTest, HandsAnUpgradeOverWithItsEarlyBytes) {
  start();
  Client client(port());
  client.send(
      "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nearly");
  EXPECT_EQ(client.read(true).status, 101U);
  EXPECT_EQ(client.read_raw(5), "hello");
  ASSERT_TRUE(witness_.wait("upgraded"));
  EXPECT_EQ(service_.early_bytes, "early");
  EXPECT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 0; }));
}

TEST_F(ListenerTest, ARefusedUpgradeIsAnsweredAndClosed) {
  start();
  Client client(port());
  const auto answer = client.ask(
      "GET /other HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_EQ(answer.status, 403U);
  EXPECT_TRUE(client.closed());
}

TEST_F(ListenerTest, AMalformedHandshakeIsAnOrdinaryRequest) {
  start();
  Client client(port());
  EXPECT_EQ(
      client
          .ask("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
          .status,
      200U);
}

TEST_F(ListenerTest, DrainingClosesIdleConnectionsAndFinishesTheOthers) {
  start();
  Client idle(port());
  EXPECT_EQ(idle.ask(get("/a")).status, 200U);
  Client busy(port());
  busy.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh");
  Client fence(port());  // its answer shows that the loop has seen `busy`
  fence.ask(get("/a"));
  listener_->drain();
  EXPECT_TRUE(idle.closed());
  busy.send("i");
  const auto answer = busy.read();
  EXPECT_EQ(answer.body, "POST /echo  hi");
  EXPECT_EQ(answer.headers.get("connection"), "close");
  EXPECT_TRUE(busy.closed());
  EXPECT_TRUE(witness_.wait_until([&] {
    try {
      Client{port()};
      return false;
    } catch (const std::runtime_error&) {
      return true;  // nobody listens any more
    }
  }));
}

TEST_F(ListenerTest, WithoutKeepAliveItStillAnswersNewConnectionsOnce) {
  start();
  Client idle(port());
  EXPECT_EQ(idle.ask(get("/a")).status, 200U);
  listener_->end_keep_alive();
  EXPECT_TRUE(idle.closed());
  Client late(port());
  const auto answer = late.ask(get("/a"));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.headers.get("connection"), "close");
  EXPECT_TRUE(late.closed());
  Client slow(port());
  Client silent(port());
  listener_->drain();
  EXPECT_EQ(slow.ask(get("/a")).status, 200U);
  EXPECT_TRUE(silent.closed());
}

TEST_F(ListenerTest, CountsRequestsByRouteNotByPath) {
  start();
  Client client(port());
  client.ask(get("/very/private/path"));
  client.ask("BROKEN\r\n\r\n");
  const auto text = metrics::exposition();
  EXPECT_NE(text.find(R"(pomopomo_http_requests_total{method="GET",route="test",status="2xx"})"),
            std::string::npos);
  EXPECT_NE(text.find(R"(pomopomo_http_refused_total{limit="protocol"})"), std::string::npos);
  EXPECT_NE(text.find("pomopomo_http_connections 1"), std::string::npos);
  EXPECT_EQ(text.find("private"), std::string::npos);
}

TEST_F(ListenerTest, TakesTheClientAddressFromATrustedProxyOnly) {
  start();
  Client direct(port());
  EXPECT_EQ(direct.ask("GET /address HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n").body,
            "127.0.0.1");
}

TEST_F(ListenerTest, BelievesAListedProxy) {
  policy_.trusted_proxies = *TrustedProxies::parse("127.0.0.0/8");
  start();
  Client proxied(port());
  EXPECT_EQ(
      proxied.ask("GET /address HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n").body,
      "9.9.9.9");
}

TEST_F(ListenerTest, NamesTheAddressWhenThePortIsTaken) {
  start();
  Listener second(*io_, limits_, [this](std::string_view) -> Service& { return service_; });
  try {
    second.listen("127.0.0.1", port());
    FAIL() << "the port is taken";
  } catch (const std::system_error& error) {
    EXPECT_NE(std::string_view(error.what()).find(fmt::format("127.0.0.1:{}", port())),
              std::string_view::npos);
    EXPECT_EQ(error.code(), std::errc::address_in_use);
  }
}

TEST_F(ListenerTest, RefusesConnectionsBeyondTheLimitAndRecovers) {
  limits_.connections = 2;
  start();
  auto first = std::make_unique<Client>(port());
  EXPECT_EQ(first->ask(get("/a")).status, 200U);
  Client second(port());
  EXPECT_EQ(second.ask(get("/a")).status, 200U);
  Client third(port());
  const auto answer = third.ask(get("/a"));
  EXPECT_EQ(answer.status, 503U);
  EXPECT_EQ(answer.headers.get("connection"), "close");
  EXPECT_TRUE(third.closed());
  third.close();
  first.reset();
  ASSERT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 1; }));
  Client fourth(port());
  EXPECT_EQ(fourth.ask(get("/a")).status, 200U);
}

TEST_F(ListenerTest, UpgradedConnectionsCountUntilTheirSocketIsGone) {
  limits_.connections = 1;
  start();
  Client client(port());
  client.send(
      "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  ASSERT_TRUE(witness_.wait("upgraded"));
  Client second(port());
  EXPECT_EQ(second.ask(get("/a")).status, 503U);
}

// DS3, and HT7: behind a listed proxy there are many.
TEST_F(ListenerTest, OneAddressHasItsShareOfConnections) {
  limits_.connections_per_address = 2;
  start();
  auto first = std::make_unique<Client>(port());
  EXPECT_EQ(first->ask(get("/a")).status, 200U);
  Client second(port());
  EXPECT_EQ(second.ask(get("/a")).status, 200U);
  Client third(port());
  const auto answer = third.ask(get("/a"));
  EXPECT_EQ(answer.status, 429U);
  EXPECT_EQ(answer.headers.get("retry-after"), "5");
  EXPECT_NE(answer.body.find("rate_limited"), std::string::npos);
  EXPECT_TRUE(third.closed());
  first.reset();
  ASSERT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 1; }));
  EXPECT_EQ(Client(port()).ask(get("/a")).status, 200U);
}

TEST_F(ListenerTest, AListedProxyHasNoShare) {
  limits_.connections_per_address = 2;
  policy_.trusted_proxies = *TrustedProxies::parse("127.0.0.1");
  start();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<Client>(port()));
    EXPECT_EQ(clients.back()->ask(get("/a")).status, 200U);
  }
}

}  // namespace
}  // namespace pomopomo::http
