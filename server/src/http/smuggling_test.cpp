// Inputs that two parsers could read differently (HT6): one refusal, then the end; never a second
// answer.
#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace pomopomo::http {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  unsigned status = 400;
};

const std::string kHost = "Host: a\r\n";
const std::string kPost = "POST / HTTP/1.1\r\n" + kHost;
const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

std::vector<Case> cases() {
  std::vector<Case> all{
      {"length and chunked",
       kPost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"chunked and length",
       kPost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
      {"two lengths", kPost + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"},
      {"two equal lengths", kPost + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"},
      {"length list", kPost + "Content-Length: 4, 4\r\n\r\nabcd"},
      {"signed length", kPost + "Content-Length: +4\r\n\r\nabcd"},
      {"negative length", kPost + "Content-Length: -1\r\n\r\n"},
      {"hex length", kPost + "Content-Length: 0x4\r\n\r\nabcd"},
      {"length with a space", kPost + "Content-Length: 4 4\r\n\r\nabcd"},
      {"empty length", kPost + "Content-Length:\r\n\r\n"},
      {"huge length", kPost + "Content-Length: 99999999999999999999\r\n\r\n"},
      {"encoding twice",
       kPost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"encoding list", kPost + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
      {"encoding identity", kPost + "Transfer-Encoding: identity\r\n\r\n"},
      {"encoding gzip", kPost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
      {"encoding unknown", kPost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
      {"encoding quoted", kPost + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"},
      {"encoding with vertical tab", kPost + "Transfer-Encoding: \x0b"
                                             "chunked\r\n\r\n0\r\n\r\n"},
      {"encoding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"space before colon", kPost + "Content-Length : 4\r\n\r\nabcd"},
      {"tab before colon", kPost + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"},
      {"folded line", kPost + "X: a\r\n b\r\n\r\n"},
      {"folded with tab", kPost + "X: a\r\n\tb\r\n\r\n"},
      {"folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n"},
      {"bare LF after fields", kPost + "X: a\nContent-Length: 4\r\n\r\nabcd"},
      {"bare CR in a value", kPost + "X: a\rb\r\n\r\n"},
      {"CR CR LF", kPost + "X: a\r\r\n\r\n"},
      {"NUL in a value", kPost + std::string("X: a\0b\r\n\r\n", 10)},
      {"NUL in a name", kPost + std::string("X\0: a\r\n\r\n", 9)},
      {"no colon", kPost + "Xabc\r\n\r\n"},
      {"no name", kPost + ": abc\r\n\r\n"},
      {"name in quotes", kPost + "\"X\": abc\r\n\r\n"},
      {"name not ASCII", kPost + "X\xc3\xa9: abc\r\n\r\n"},
      {"no host", "GET / HTTP/1.1\r\n\r\n"},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"no version", "GET /\r\nHost: a\r\n\r\n"},
      {"version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n"},
      {"version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
      {"version 1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
      {"two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"two spaces behind the target", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"tab for space", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"},
      {"space behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
      {"space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"no method", "/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"method with a comma", "GE,T / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"relative target", "GET a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"target of another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"star for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"target not ASCII", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"chunk size with sign", kPost + "Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n"},
      {"chunk size with 0x", kPost + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n"},
      {"chunk size empty", kPost + "Transfer-Encoding: chunked\r\n\r\n\r\na\r\n0\r\n\r\n"},
      {"chunk size too large",
       kPost + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\na\r\n0\r\n\r\n"},
      {"chunk size bare LF", kPost + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n"},
      {"chunk without its CRLF", kPost + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"},
      {"chunk size of nine digits",
       kPost + "Transfer-Encoding: chunked\r\n\r\n000000001\r\na\r\n0\r\n\r\n"},
      {"space behind the chunk size",
       kPost + "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n"},
      {"bare LF in an extension",
       kPost + "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n"},
      {"bare CR in an extension",
       kPost + "Transfer-Encoding: chunked\r\n\r\n1;a\rb\r\na\r\n0\r\n\r\n"},
      {"line break quoted in an extension",
       kPost + "Transfer-Encoding: chunked\r\n\r\n1;a=\"\r\nbc\"\r\na\r\n0\r\n\r\n"},
      {"a request for a trailer", kPost + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + kSmuggled},
      {"folded trailer", kPost + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n b\r\n\r\n"},
      {"trailer with bare LF", kPost + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\n\r\n\r\n"},
      {"unknown expectation", kPost + "Expect: 200-ok\r\n\r\n", 417},
      {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15)},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
  };
  return all;
}

class SmugglingTest : public ListenerTest {};

TEST_F(SmugglingTest, IsRefusedOnceAndTheConnectionEnds) {
  start();
  for (const auto& input : cases()) {
    SCOPED_TRACE(input.name);
    Client client(port());
    client.send(input.bytes + kSmuggled);
    const auto answer = client.read();
    EXPECT_EQ(answer.status, input.status);
    EXPECT_EQ(answer.headers.get("connection"), "close");
    EXPECT_EQ(client.read().status, 0U) << "a second answer";
    EXPECT_FALSE(service_.saw("/smuggled"));
  }
}

TEST_F(SmugglingTest, TheSameInOneByteSegments) {
  start();
  for (const auto& input : cases()) {
    SCOPED_TRACE(input.name);
    Client client(port());
    for (const char byte : input.bytes + kSmuggled) client.send({&byte, 1});
    EXPECT_EQ(client.read().status, input.status);
    EXPECT_EQ(client.read().status, 0U) << "a second answer";
  }
}

TEST_F(SmugglingTest, AnEmptyChunkedBodyMayComeByteByByte) {
  start();
  Client client(port());
  for (const char byte : kPost + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    client.send({&byte, 1});
  EXPECT_EQ(client.read().status, 200U);
  EXPECT_EQ(client.ask("GET /y HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /y  ");
}

TEST_F(SmugglingTest, WhatIsMerelyUnusualIsServed) {
  start();
  for (const std::string input : {
           "GET http://a/x HTTP/1.1\r\nHost: a\r\n\r\n",
           "\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost:\r\n\r\n",
           "GET /x HTTP/1.1\r\nHost: a\r\nX:\t a \t\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: a\r\nTRANSFER-ENCODING: Chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0004\r\n\r\nabcd",
           "POST /x HTTP/1.1\r\nHost: a\r\n\r\n",
       }) {
    SCOPED_TRACE(input);
    Client client(port());
    EXPECT_EQ(client.ask(input).status, 200U);
    EXPECT_EQ(client.ask("GET /y HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /y  ");
  }
}

}  // namespace
}  // namespace pomopomo::http
