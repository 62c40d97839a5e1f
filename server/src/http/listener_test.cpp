#include "http/listener.hpp"

#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace pomopomo::http {
namespace {

TEST_F(ListenerTest, AnswersAndKeepsTheConnection) {
  start();
  Client client(port());
  EXPECT_EQ(client.ask("GET /echo?x=1 HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /echo x=1 ");
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").body,
            "POST /echo  abc");
}

}  // namespace
}  // namespace pomopomo::http
