#include "core/text.hpp"

#include <gtest/gtest.h>

namespace pomopomo {
namespace {

TEST(CleanLine, RemovesWhatDisguisesAndKeepsWhatPeopleWrite) {
  struct Case {
    std::string_view in, out;
  };
  const Case cases[] = {
      {"  Ana  ", "Ana"},
      {"Ana\n\tMaria", "Ana Maria"},
      {"   ", ""},
      {"\u200B\u2060\uFEFF", ""},
      {"\u200D\uFE0F", ""},
      {"evil\u202Egnp.exe", "evilgnp.exe"},
      {"\u2067abc\u2069", "abc"},
      {"a\x07"
       "b\x7F",
       "ab"},
      {"Jose\u0301", "Jos\u00E9"},
      {"\u05E9\u05DC\u05D5\u05DD", "\u05E9\u05DC\u05D5\u05DD"},
      {"\U0001F469\u200D\U0001F4BB", "\U0001F469\u200D\U0001F4BB"},
  };
  for (const auto& c : cases) EXPECT_EQ(clean_line(c.in), c.out) << c.in;
}

TEST(CleanLines, KeepsLineBreaksAsOnePersonPutThem) {
  struct Case {
    std::string_view in, out;
  };
  const Case cases[] = {
      {" one\ntwo ", "one\ntwo"},
      {"one\r\ntwo\rthree", "one\ntwo\nthree"},
      {"one\u2028two\u0085three", "one\ntwo\nthree"},
      {"one\n\n\n\n\ntwo", "one\n\ntwo"},
      {"one  \t two \n three", "one two\nthree"},
      {"\n\n one \n\n", "one"},
      {"\n \u200B \n", ""},
      {"evil\u202E\ngnp", "evil\ngnp"},
  };
  for (const auto& c : cases) EXPECT_EQ(clean_lines(c.in), c.out) << c.in;
  EXPECT_EQ(clean_lines("\xFF"), std::nullopt);
}

// DS7: what is removed between two marks does not begin a new run.
TEST(CleanLine, KeepsThirtyCombiningMarksInARow) {
  std::string zalgo = "a";
  for (int i = 0; i < 100; ++i) zalgo += "\u0301\u200B\u0316\u200B";
  const auto clean = clean_line(zalgo);
  ASSERT_TRUE(clean);
  EXPECT_EQ(length_in_code_points(*clean), 30U) << "a and an acute are one";
  EXPECT_EQ(clean_line(*clean), clean);
}

TEST(CleanLine, RefusesWhatIsNotUtf8) {
  for (const std::string_view bytes : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "ab\xE2\x82"}) {
    EXPECT_EQ(clean_line(bytes), std::nullopt);
  }
}

TEST(LengthInCodePoints, CountsCharactersNotBytes) {
  EXPECT_EQ(length_in_code_points("caf\u00E9"), 4U);
  EXPECT_EQ(length_in_code_points("\U0001F345"), 1U);
}

}  // namespace
}  // namespace pomopomo
