#include "socketio/engineio/packet.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pomopomo::socketio::engineio {
namespace {

TEST(EngineioPacket, ReadsTypeAndData) {
  const auto packet = decode_packet("4hello");
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->type, PacketType::message);
  EXPECT_EQ(packet->data, "hello");
  EXPECT_EQ(decode_packet("2probe")->data, "probe");
  for (const auto* bad : {"", "7", "a", "b", " 4"}) EXPECT_FALSE(decode_packet(bad)) << bad;
}

TEST(EngineioPayload, SplitsRecordsAndKeepsEmptyOnes) {
  PayloadReader reader(
      "4a\x1e\x1e"
      "4b");
  EXPECT_EQ(reader.next(), "4a");
  EXPECT_EQ(reader.next(), "");
  EXPECT_EQ(reader.next(), "4b");
  EXPECT_EQ(reader.next(), std::nullopt);
  PayloadReader empty("");
  EXPECT_EQ(empty.next(), "");
  EXPECT_EQ(empty.next(), std::nullopt);
}

TEST(EngineioPayload, RefusesBase64ThatIsNotStrict) {
  std::string storage;
  EXPECT_TRUE(decode_record("bAQIDBA==", storage));
  for (const auto* bad :
       {"bAQIDBA", "bAQIDBA=", "bAQ ID", "b====", "bAQIDBB==", "b-_8=", "bAQ\xF8IDBA\xFF"}) {
    EXPECT_FALSE(decode_record(bad, storage)) << bad;
  }
}

RC_GTEST_PROP(EngineioPayload, GivesBackWhatWasJoined,
              (const std::vector<std::pair<bool, std::string>>& messages)) {
  RC_PRE(!messages.empty());
  std::string payload;
  for (const auto& [binary, data] : messages) {
    if (binary) {
      append_record(payload, *websocket::make_frame(websocket::Opcode::binary, data));
    } else {
      RC_PRE(data.find('\x1e') == std::string::npos);
      append_record(payload, *make_packet(PacketType::message, data));
    }
  }
  PayloadReader reader(payload);
  std::string storage;
  for (const auto& [binary, data] : messages) {
    const auto record = reader.next();
    RC_ASSERT(record.has_value());
    const auto packet = decode_record(*record, storage);
    RC_ASSERT(packet.has_value());
    RC_ASSERT(packet->type == PacketType::message);
    RC_ASSERT(packet->binary == binary);
    RC_ASSERT(packet->data == data);
  }
  RC_ASSERT(!reader.next());
}

}  // namespace
}  // namespace pomopomo::socketio::engineio
