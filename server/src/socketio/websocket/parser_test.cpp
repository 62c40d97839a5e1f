#include "socketio/websocket/parser.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "socketio/websocket/test_frames.hpp"
#include "socketio/websocket/utf8.hpp"

namespace pomopomo::socketio::websocket {
namespace {

struct Seen {
  Event::Kind kind;
  std::string data;
  std::uint16_t code;
  friend bool operator==(const Seen&, const Seen&) = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
  return out << static_cast<int>(seen.kind) << " '" << seen.data << "' " << seen.code;
}

// Feeds `bytes` in pieces of `piece` bytes and lists what comes out, up to and with the first error
// or close.
std::vector<Seen> read(const std::string& bytes, std::size_t piece,
                       const ParserLimits& limits = {}) {
  std::vector<Seen> seen;
  Parser parser(limits);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto part = bytes.substr(at, piece);
    std::span<char> input(part);
    while (true) {
      const auto event = parser.next(input);
      if (event.kind == Event::Kind::none) break;
      const bool failed = event.kind == Event::Kind::error;
      seen.push_back({event.kind, failed ? "" : std::string(event.data), event.code});
      if (failed || event.kind == Event::Kind::close) return seen;
    }
    EXPECT_TRUE(input.empty());
  }
  return seen;
}

// The same whether it arrives whole or byte by byte.
std::vector<Seen> read_both_ways(const std::string& bytes, const ParserLimits& limits = {}) {
  const auto whole = read(bytes, bytes.size(), limits);
  EXPECT_EQ(whole, read(bytes, 1, limits));
  return whole;
}

std::uint16_t refusal_of(const std::string& bytes, const ParserLimits& limits = {}) {
  const auto seen = read_both_ways(bytes, limits);
  return !seen.empty() && seen.back().kind == Event::Kind::error ? seen.back().code : 0;
}

TEST(WebsocketParser, GivesWholeMessagesAndControlFrames) {
  const auto bytes =
      encode({1, "hello"}) + encode({9, "ping"}) + encode({2, std::string_view("\0\xff", 2)});
  const std::vector<Seen> wanted = {{Event::Kind::text, "hello", 0},
                                    {Event::Kind::ping, "ping", 0},
                                    {Event::Kind::binary, std::string("\0\xff", 2), 0}};
  EXPECT_EQ(read_both_ways(bytes), wanted);
}

TEST(WebsocketParser, JoinsFragmentsAroundControlFrames) {
  const auto bytes = encode({1, "frag", false}) + encode({10, "pong"}) + encode({0, "", false}) +
                     encode({9, ""}) + encode({0, "ment"}) + encode({2, "next"});
  const std::vector<Seen> wanted = {{Event::Kind::pong, "pong", 0},
                                    {Event::Kind::ping, "", 0},
                                    {Event::Kind::text, "fragment", 0},
                                    {Event::Kind::binary, "next", 0}};
  EXPECT_EQ(read_both_ways(bytes), wanted);
}

TEST(WebsocketParser, GivesTheCloseCodeAndReason) {
  const std::vector<Seen> with_code = {{Event::Kind::close, "bye", 1000}};
  EXPECT_EQ(read_both_ways(encode({8,
                                   "\x03\xe8"
                                   "bye"})),
            with_code);
  const std::vector<Seen> without = {{Event::Kind::close, "", 0}};
  EXPECT_EQ(read_both_ways(encode({8, ""})), without);
}

TEST(WebsocketParser, RefusesWhatTheProtocolForbids) {
  EXPECT_EQ(refusal_of("\x81\x01x"), 1002) << "unmasked";
  EXPECT_EQ(refusal_of("\xc1\x80"), 1002) << "reserved bit";
  EXPECT_EQ(refusal_of(encode({3, ""})), 1002) << "reserved opcode";
  EXPECT_EQ(refusal_of(encode({11, ""})), 1002) << "reserved control opcode";
  EXPECT_EQ(refusal_of(encode({0, "x"})), 1002) << "continuation of nothing";
  EXPECT_EQ(refusal_of(encode({1, "x", false}) + encode({1, "y"})), 1002) << "message in message";
  EXPECT_EQ(refusal_of(encode({9, "", false})), 1002) << "fragmented ping";
  EXPECT_EQ(refusal_of(encode({9, std::string(126, 'x')})), 1002) << "long ping";
  EXPECT_EQ(refusal_of(std::string("\x82\xfe\0\x7d", 4)), 1002) << "length not minimal";
  EXPECT_EQ(refusal_of(std::string("\x82\xff\x80\0\0\0\0\0\0\0", 10)), 1002) << "length of 2^63";
  EXPECT_EQ(refusal_of(encode({8, "x"})), 1002) << "half a close code";
  EXPECT_EQ(refusal_of(encode({8, "\x03\xed"})), 1002) << "close code 1005";
  EXPECT_EQ(refusal_of(encode({8, "\x03\xe8\xff"})), 1007) << "close reason no UTF-8";
}

TEST(WebsocketParser, RefusesTextThatIsNoUtf8AtTheFirstBadByte) {
  EXPECT_EQ(refusal_of(encode({1, "\xed\xa0\x80"})), 1007);
  EXPECT_EQ(refusal_of(encode({1, "\xc3"})), 1007);
  auto unfinished = encode({1,
                            "\xf4\x90"
                            "abc"});
  unfinished.resize(unfinished.size() - 3);
  EXPECT_EQ(refusal_of(unfinished), 1007);
}

TEST(WebsocketParser, LetsACharacterSpanFragments) {
  const std::vector<Seen> wanted = {{Event::Kind::text, "ü", 0}};
  EXPECT_EQ(read_both_ways(encode({1, "\xc3", false}) + encode({0, "\xbc"})), wanted);
}

TEST(WebsocketParser, RefusesMessagesAndFragmentsAboveTheLimits) {
  const ParserLimits limits{10, 3};
  EXPECT_EQ(refusal_of(encode({2, "0123456789"}), limits), 0);
  EXPECT_EQ(refusal_of(encode({2, "0123456789x"}), limits), 1009);
  EXPECT_EQ(refusal_of(encode({2, "01234", false}) + encode({0, "567890"}), limits), 1009);
  const auto part = encode({0, "", false});
  EXPECT_EQ(refusal_of(encode({2, "", false}) + part + encode({0, ""}), limits), 0);
  EXPECT_EQ(refusal_of(encode({2, "", false}) + part + part + encode({0, ""}), limits), 1008);
}

RC_GTEST_PROP(WebsocketParser, GivesBackWhatWasSentHoweverItIsCut, ()) {
  const auto messages = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::nonEmpty(rc::gen::arbitrary<std::vector<std::string>>()));
  std::string bytes;
  std::vector<Seen> wanted;
  for (const auto& fragments : messages) {
    std::string whole;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      bytes += encode(
          {static_cast<std::uint8_t>(i == 0 ? 2 : 0), fragments[i], i + 1 == fragments.size()});
      whole += fragments[i];
    }
    wanted.push_back({Event::Kind::binary, whole, 0});
  }
  const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
  RC_ASSERT(read(bytes, piece, {1 << 20, 0}) == wanted);
}

RC_GTEST_PROP(Utf8Checker, JudgesTheSameWhereverTheTextIsCut, (const std::string& text)) {
  const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  Utf8Checker checker;
  const bool valid =
      checker.feed(text.substr(0, cut)) && checker.feed(text.substr(cut)) && checker.complete();
  RC_ASSERT(valid == is_utf8(text));
}

TEST(Utf8Checker, TakesEveryCharacterAndNothingElse) {
  for (std::uint32_t point = 0; point <= 0x10FFFF; point += point < 0x900 ? 1 : 61) {
    std::string text;
    if (point < 0x80) {
      text = static_cast<char>(point);
    } else if (point < 0x800) {
      text = {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 63))};
    } else if (point < 0x10000) {
      text = {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 63)),
              static_cast<char>(0x80 | (point & 63))};
    } else {
      text = {static_cast<char>(0xF0 | point >> 18), static_cast<char>(0x80 | (point >> 12 & 63)),
              static_cast<char>(0x80 | (point >> 6 & 63)), static_cast<char>(0x80 | (point & 63))};
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    EXPECT_EQ(is_utf8(text), !surrogate) << point;
    EXPECT_EQ(is_utf8("padding " + text), !surrogate) << point;
    if (text.size() > 1) EXPECT_FALSE(is_utf8(text.substr(0, text.size() - 1))) << point;
  }
}

}  // namespace
}  // namespace pomopomo::socketio::websocket
