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

TEST(ParseJson, RefusesWhatIsNotJsonOrTooDeep) {
  for (const std::string& text : {std::string("{"), std::string("\"\xFF\""), std::string("1e309x"),
                                  std::string(33, '[') + std::string(33, ']')}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
  EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
}

}  // namespace
}  // namespace pomopomo
