#include "socketio/packet.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace pomopomo::socketio {
namespace {

namespace json = boost::json;

// The Socket.IO part of an encoded packet, without the Engine.IO type.
std::string text_of(const Encoded& packet) {
  return std::string(packet.text->payload().substr(1));
}

TEST(SocketioPacket, ReadsEveryPart) {
  const auto packet =
      decode_packet(R"(51-/admin,456["project:delete",{"_placeholder":true,"num":0}])", 10);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->type, PacketType::binary_event);
  EXPECT_EQ(packet->nsp, "/admin");
  EXPECT_EQ(packet->id, 456U);
  EXPECT_EQ(packet->attachments, 1U);
  EXPECT_EQ(packet->event, "project:delete");
  EXPECT_EQ(json::serialize(packet->arguments.args), R"([{"_placeholder":true,"num":0}])");
}

TEST(SocketioPacket, ReadsConnectAndDisconnectWithAndWithoutNamespace) {
  EXPECT_EQ(decode_packet("0", 10)->nsp, "/");
  EXPECT_EQ(decode_packet("0/custom", 10)->nsp, "/custom");
  EXPECT_EQ(decode_packet("0/custom,{\"a\":1}", 10)->auth.at("a"), 1);
  EXPECT_EQ(decode_packet("1/custom,", 10)->type, PacketType::disconnect);
}

TEST(SocketioPacket, RefusesWhatIsMalformed) {
  for (const auto* bad : {"",
                          "7",
                          "4{}",
                          "x",
                          "0[]",
                          "0\"x\"",
                          "0{",
                          "1[]",
                          "2",
                          "2[]",
                          "2{}",
                          "2[1]",
                          "2[null]",
                          "2[\"a\"",
                          "2[\"a\"]x",
                          "2[\"a\",NaN]",
                          "3[]",
                          "31{}",
                          "31",
                          "5[\"a\"]",
                          "5-[\"a\"]",
                          "51[\"a\"]",
                          "51-[\"a\",{\"_placeholder\":true,\"num\":1}]",
                          "51-[\"a\",{\"_placeholder\":true}]",
                          "299999999999999999999999[\"a\"]"}) {
    const auto packet = decode_packet(bad, 10);
    ASSERT_FALSE(packet) << bad;
    EXPECT_EQ(packet.error(), PacketError::malformed) << bad;
  }
  EXPECT_EQ(decode_packet("511-[\"a\"]", 10).error(), PacketError::too_many_attachments);
  EXPECT_EQ(decode_packet("599999999999999999999999-[\"a\"]", 10).error(),
            PacketError::too_many_attachments);
  for (const auto* name : {"connect", "connect_error", "disconnect", "disconnecting", "error",
                           "newListener", "removeListener"}) {
    EXPECT_EQ(decode_packet("2[\"" + std::string(name) + "\"]", 10).error(),
              PacketError::reserved_event);
  }
}

TEST(SocketioPacket, TellsUnacceptableJsonFromBrokenPackets) {
  const auto fault = [](const std::string& argument) {
    return decode_packet("27[\"a\"," + argument + "]", 10)->fault;
  };
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(fault(nested(32)), std::nullopt);
  EXPECT_EQ(fault(nested(33)), JsonFault::too_deep);
  EXPECT_EQ(fault(nested(10000)), JsonFault::too_deep);
  EXPECT_EQ(fault(R"({"a":1,"a":1})"), JsonFault::duplicate_key);
  EXPECT_EQ(fault(R"({"a":{"b":1},"c":{"b":1}})"), std::nullopt);
  EXPECT_EQ(fault("1e309"), JsonFault::bad_number);
  for (const auto* half :
       {R"("\ud800")", R"("\uDBFFx")", R"("\ud800\n")", R"("\ud800\u0041")", R"("\udc00")"}) {
    EXPECT_EQ(fault(half), JsonFault::bad_string) << half;
  }
  EXPECT_EQ(fault(R"("\ud83c\udf45")"), std::nullopt);
}

TEST(SocketioPacket, WritesEveryKind) {
  Arguments arguments{{1, "2", json::object{{"3", json::array{true}}}}, {}};
  EXPECT_EQ(text_of(encode_event("/", "e", arguments)), R"(2["e",1,"2",{"3":[true]}])");
  EXPECT_EQ(text_of(encode_event("/n", "e", {}, 12)), R"(2/n,12["e"])");
  EXPECT_EQ(text_of(encode_ack("/", 7, arguments)), R"(37[1,"2",{"3":[true]}])");
  EXPECT_EQ(text_of(encode_ack("/n", 0, {})), "3/n,0[]");
  EXPECT_EQ(text_of(encode_connect("/n", "abc")), R"(0/n,{"sid":"abc"})");
  EXPECT_EQ(text_of(encode_disconnect("/")), "1");
  EXPECT_EQ(text_of(encode_disconnect("/n")), "1/n,");
  EXPECT_EQ(text_of(encode_connect_error("/x", "no", nullptr)), R"(4/x,{"message":"no"})");
  arguments = {{json::object{{"_placeholder", true}, {"num", 0}}}, {std::string("\0\xff", 2)}};
  const auto binary = encode_event("/", "e", arguments);
  EXPECT_EQ(text_of(binary), R"(51-["e",{"_placeholder":true,"num":0}])");
  ASSERT_EQ(binary.attachments.size(), 1U);
  EXPECT_EQ(binary.attachments[0]->payload(), std::string_view("\0\xff", 2));
}

json::value arbitrary_json(int depth) {
  const auto kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  if (kind == 0) return nullptr;
  if (kind == 1) return *rc::gen::arbitrary<bool>();
  if (kind == 2) return *rc::gen::arbitrary<std::int64_t>();
  if (kind == 3) return *rc::gen::arbitrary<std::uint64_t>();
  const auto text = [] { return *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)); };
  if (kind == 4) return json::value(text());
  const auto size = *rc::gen::inRange(0, 4);
  if (kind == 5) {
    json::array array;
    for (int i = 0; i < size; ++i) array.push_back(arbitrary_json(depth - 1));
    return array;
  }
  json::object object;
  for (int i = 0; i < size; ++i) object[text()] = arbitrary_json(depth - 1);
  return object;
}

RC_GTEST_PROP(SocketioPacket, GivesBackTheEventThatWasWritten, ()) {
  const auto name = "event:" + *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
  const auto id = *rc::gen::arbitrary<bool>()
                      ? std::optional(*rc::gen::inRange<std::uint64_t>(0, 1ULL << 53))
                      : std::nullopt;
  Arguments arguments;
  const auto count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) arguments.args.push_back(arbitrary_json(3));
  const std::string nsp = *rc::gen::element<std::string>("/", "/a", "/a/b?c");

  const auto packet = decode_packet(text_of(encode_event(nsp, name, arguments, id)), 10);
  RC_ASSERT(packet.has_value());
  RC_ASSERT(!packet->fault);
  RC_ASSERT(packet->nsp == nsp);
  RC_ASSERT(packet->event == name);
  RC_ASSERT(packet->id == id);
  RC_ASSERT(packet->arguments.args == arguments.args);
}

}  // namespace
}  // namespace pomopomo::socketio
