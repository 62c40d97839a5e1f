#include "core/json.hpp"

#include <gtest/gtest.h>

namespace pomopomo {
namespace {

struct Inner {
  std::string label;
  std::int64_t duration_sec = 0;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (label, duration_sec))

struct Outer {
  std::optional<std::string> display_name;
  std::vector<Inner> segments;
  Patch<std::string> name;
  std::optional<bool> loud;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (display_name, segments, name, loud))

Result<Outer> read(std::string_view text) {
  return decode<Outer>(*parse_json(text));
}

TEST(Decode, ReadsCamelCaseAndLeavesOutWhatIsOptional) {
  const auto value =
      read(R"({"displayName":"Ana","segments":[{"label":"a","durationSec":60}],"role":"host"})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->display_name, "Ana");
  EXPECT_EQ(value->segments.at(0).duration_sec, 60);
  EXPECT_FALSE(value->name.given);
}

TEST(Decode, TellsNullFromAbsent) {
  const auto value = read(R"({"segments":[],"name":null})");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->name.given);
  EXPECT_FALSE(value->name.value);
}

TEST(Decode, NamesFieldAndRuleOfEachFault) {
  struct Case {
    std::string_view text, field, rule;
  };
  const Case cases[] = {
      {R"({})", "segments", "required"},
      {R"([])", "body", "wrong_type"},
      {R"({"segments":{}})", "segments", "wrong_type"},
      {R"({"segments":[{"label":"a"}]})", "segments[0].durationSec", "required"},
      {R"({"segments":[{"label":"a","durationSec":0.5}]})", "segments[0].durationSec", "not_whole"},
      {R"({"segments":[{"label":"a","durationSec":"60"}]})", "segments[0].durationSec",
       "wrong_type"},
      {R"({"segments":[{"label":"a","durationSec":1e300}]})", "segments[0].durationSec",
       "out_of_range"},
      {R"({"segments":[{"label":"a","durationSec":9223372036854775808}]})",
       "segments[0].durationSec", "out_of_range"},
      {R"({"segments":[{"label":1,"durationSec":60}]})", "segments[0].label", "wrong_type"},
      {R"({"segments":[],"loud":1})", "loud", "wrong_type"},
  };
  for (const auto& c : cases) {
    const auto value = read(c.text);
    ASSERT_FALSE(value) << c.text;
    EXPECT_EQ(value.error().code, ErrorCode::invalid);
    EXPECT_EQ(value.error().fields.at(0).field, c.field) << c.text;
    EXPECT_EQ(value.error().fields.at(0).code, c.rule) << c.text;
  }
}

// DS7: what is wrong a thousand times is told twenty times.
TEST(Decode, SaysSoManyFaultsAndNoMore) {
  std::string text = R"({"segments":[0)";
  for (int i = 0; i < 1'000; ++i) text += ",0";
  const auto value = read(text + "]}");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().fields.size(), 20U);
}

std::string object_of(int members) {
  std::string text = "{";
  for (int i = 0; i < members; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  return text + "}";
}

TEST(ParseJson, RefusesWhatIsNotJsonOrTooDeep) {
  for (const std::string& text :
       {std::string("{"), std::string("\"\xFF\""), std::string("1e309x"),
        std::string(33, '[') + std::string(33, ']'), std::string(R"({"a":1,"a":1})"),
        std::string("1e309"), std::string(R"(["\ud800"])"), object_of(257)}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
  EXPECT_TRUE(parse_json(object_of(256)));
  EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
}

BOOST_DEFINE_ENUM_CLASS(Ripeness, green, nearly_ripe)
struct Fruit {
  Ripeness ripeness = Ripeness::green;
};
BOOST_DESCRIBE_STRUCT(Fruit, (), (ripeness))

TEST(Decode, ReadsAndWritesEnumsByTheirNames) {
  const auto fruit = decode<Fruit>(json::parse(R"({"ripeness": "nearly_ripe"})"));
  ASSERT_TRUE(fruit);
  EXPECT_EQ(fruit->ripeness, Ripeness::nearly_ripe);
  EXPECT_EQ(json::serialize(encode(*fruit)), R"({"ripeness":"nearly_ripe"})");

  const auto unknown = decode<Fruit>(json::parse(R"({"ripeness": "rotten"})"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().reason, "unknown_value");
  EXPECT_EQ(unknown.error().message, "ripeness must be one of green, nearly_ripe.");
  EXPECT_FALSE(decode<Fruit>(json::parse(R"({"ripeness": 0})")));
}

}  // namespace
}  // namespace pomopomo
