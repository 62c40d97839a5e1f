// Each limit and deadline, over the wire.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace pomopomo::http {
namespace {

using std::chrono::milliseconds;

class LimitsTest : public ListenerTest {
 protected:
  // What the server answers to `bytes`; the connection must end behind it.
  unsigned refused(std::string_view bytes) {
    Client client(port());
    client.send(bytes);
    const auto answer = client.read();
    EXPECT_EQ(answer.headers.get("connection"), "close");
    EXPECT_EQ(answer.headers.get("content-type"), "application/problem+json");
    EXPECT_TRUE(client.closed());
    return answer.status;
  }
};

TEST_F(LimitsTest, TooManyOrTooLargeHeadersAre431) {
  start();
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 100; ++i) many += fmt::format("X-{}: 1\r\n", i);
  EXPECT_EQ(refused(many + "\r\n"), 431U);
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n"),
            431U);
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'x')),
            431U);  // without waiting
}

TEST_F(LimitsTest, AsManyAsAllowedAreServed) {
  start();
  std::string most = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 99; ++i) most += fmt::format("X-{}: 1\r\n", i);
  EXPECT_EQ(Client(port()).ask(most + "\r\n").status, 200U);
  const std::string longest = "/" + std::string(8'191, 'x');
  EXPECT_EQ(Client(port()).ask("GET " + longest + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 200U);
  const std::string body(65'536, 'b');
  EXPECT_EQ(Client(port())
                .ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n" + body)
                .status,
            200U);
}

TEST_F(LimitsTest, ALongTargetIs414) {
  start();
  EXPECT_EQ(refused("GET /" + std::string(8'192, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414U);
  EXPECT_EQ(refused("GET /" + std::string(20'000, 'x')), 414U);
}

TEST_F(LimitsTest, ALargeBodyIs413DeclaredOrChunked) {
  start();
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n"), 413U);
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n"),
            413U);
  std::string chunks = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 17; ++i) chunks += "1000\r\n" + std::string(4'096, 'x') + "\r\n";
  EXPECT_EQ(refused(chunks), 413U);
}

TEST_F(LimitsTest, AFloodOfChunkExtensionsIs400) {
  start();
  std::string flood = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) flood += "1;a=" + std::string(100, 'x') + "\r\nb\r\n";
  EXPECT_EQ(refused(flood), 400U);
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                    std::string(20'000, 'x')),
            400U);
}

TEST_F(LimitsTest, SlowHeadersAre408HoweverOftenAByteComes) {
  limits_.header_time = milliseconds(150);
  start();
  Client client(port());
  const auto began = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  while (!client.readable_within(milliseconds(10))) client.send("x");
  EXPECT_EQ(client.read().status, 408U);
  EXPECT_TRUE(client.closed());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));
}

TEST_F(LimitsTest, AConnectionThatSaysNothingIsClosedSilently) {
  limits_.header_time = milliseconds(50);
  start();
  Client client(port());
  EXPECT_EQ(client.read().status, 0U);
}

TEST_F(LimitsTest, AnIdleConnectionIsClosedSilently) {
  limits_.idle_time = milliseconds(50);
  start();
  Client client(port());
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200U);
  EXPECT_EQ(client.read().status, 0U);
}

TEST_F(LimitsTest, ASlowBodyIs408) {
  limits_.body_time = milliseconds(100);
  start();
  Client client(port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
  while (!client.readable_within(milliseconds(10))) client.send("x");
  EXPECT_EQ(client.read().status, 408U);
}

TEST_F(LimitsTest, ABodyThatKeepsThePaceMayTakeLonger) {
  limits_.body_time = milliseconds(300);
  limits_.least_rate = 500;  // so each piece earns two seconds: a busy machine is no slow client
  start();
  Client client(port());
  const std::string piece(1'000, 'x');
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n" + piece);
  for (int i = 1; i < 10; ++i) {
    EXPECT_FALSE(client.readable_within(milliseconds(60)));  // 540 ms in all
    client.send(piece);
  }
  EXPECT_EQ(client.read().status, 200U);
}

TEST_F(LimitsTest, AnAnswerNobodyReadsEndsTheConnection) {
  limits_.write_time = milliseconds(300);
  start();
  Client client(port(), 4096);
  client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 1; }));
  EXPECT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 0; }));
}

// DS1: taking a little now and then does not prolong it for ever.
TEST_F(LimitsTest, AnAnswerReadInSipsEndsTheConnection) {
  limits_.write_time = milliseconds(300);
  limits_.least_rate = 100'000'000;
  start();
  Client client(port(), 4096);
  client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(witness_.wait_until([&] { return listener_->open_connections() == 1; }));
  std::size_t sips = 0;
  EXPECT_TRUE(witness_.wait_until([&] {
    sips += client.sip();
    return listener_->open_connections() == 0;
  }));
  EXPECT_GT(sips, 0U);
}

TEST_F(LimitsTest, ALargeAnswerReachesASlowReader) {
  start();
  Client client(port(), 4096);
  EXPECT_EQ(client.ask("GET /big HTTP/1.1\r\nHost: a\r\n\r\n").body.size(), 4'000'000U);
}

}  // namespace
}  // namespace pomopomo::http
