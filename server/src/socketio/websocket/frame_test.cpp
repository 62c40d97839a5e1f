#include "socketio/websocket/frame.hpp"

#include <gtest/gtest.h>

#include "socketio/websocket/handshake.hpp"

namespace pomopomo::socketio::websocket {
namespace {

TEST(WebsocketFrame, HasTheShortestHeaderForItsLength) {
  EXPECT_EQ(make_frame(Opcode::text, "hi")->wire(), "\x81\x02hi");
  EXPECT_EQ(make_frame(Opcode::binary, std::string(125, 'x'))->wire().substr(0, 2), "\x82\x7d");
  EXPECT_EQ(make_frame(Opcode::text, std::string(126, 'x'))->wire().substr(0, 4),
            std::string_view("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(make_frame(Opcode::text, std::string(65535, 'x'))->wire().substr(0, 4),
            "\x81\x7e\xff\xff");
  EXPECT_EQ(make_frame(Opcode::text, std::string(65536, 'x'))->wire().substr(0, 10),
            std::string_view("\x81\x7f\0\0\0\0\0\x01\0\0", 10));
}

TEST(WebsocketFrame, KeepsItsPayloadForPolling) {
  const auto frame = make_frame(Opcode::text, std::string(300, 'y'));
  EXPECT_EQ(frame->payload(), std::string(300, 'y'));
  EXPECT_EQ(frame->wire().size(), 304U);
}

TEST(WebsocketFrame, ClosesWithAndWithoutACode) {
  EXPECT_EQ(make_close_frame(1002, "why")->wire(), "\x88\x05\x03\xeawhy");
  EXPECT_EQ(make_close_frame(0)->wire(), std::string_view("\x88\0", 2));
}

TEST(WebsocketHandshake, AcceptsAsTheRfcComputes) {
  EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace pomopomo::socketio::websocket
