#include "accounts/password/password_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "accounts/password/common_passwords.hpp"

namespace pomopomo::accounts {
namespace {

const PasswordOwner kAna{.email = "ana.tomato@example.test", .username = "ana_tomato_2026"};

std::string rule_against(std::string_view password, const PasswordOwner& owner = kAna) {
  const auto checked = check_password(password, owner);
  return checked ? "" : checked.error().fields.at(0).code;
}

TEST(PasswordRules, TakeWhatIsLongWhateverItIsMadeOf) {  // AU10
  const auto long_one = std::string("correct horse ") + std::string(40, 'x') + " battery staple";
  const std::string_view fine[] = {long_one,
                                   "twelve chars",
                                   "só um café à tarde",
                                   "🍅🍅🍅🍅🍅🍅🍅🍅🍅🍅🍅🥫",
                                   "  spaces  count  ",
                                   "tomatensalat am see"};
  for (const auto password : fine) EXPECT_EQ(rule_against(password), "") << password;
  EXPECT_EQ(rule_against(std::string(199, 'x') + "1"), "");
}

TEST(PasswordRules, CountCharactersNotBytes) {
  EXPECT_EQ(rule_against("eleven char"), "too_short");
  EXPECT_EQ(rule_against("éééééééééé1"), "too_short");
  EXPECT_EQ(rule_against(""), "too_short");
  EXPECT_EQ(rule_against("tomat0sk1"), "too_short");
  EXPECT_EQ(rule_against("tomat0sk1", {.has_second_factor = true}), "");
  EXPECT_EQ(rule_against("tomat0s", {.has_second_factor = true}), "too_short");
  std::string thousand;
  for (int i = 0; i < 128; ++i)
    thousand += "tomatoe" + std::string(1, static_cast<char>('a' + i % 26));
  EXPECT_EQ(rule_against(thousand), "");
  EXPECT_EQ(rule_against(thousand + "x"), "too_long");
}

TEST(PasswordRules, RefuseWhatAnybodyWouldGuess) {
  EXPECT_GE(std::ranges::count(kCommonPasswords, '\n'), 10'000);
  for (const std::string_view common :
       {"123456789012", "qwertyuiop12", "q1w2e3r4t5y6", "PasswordPassword", "password2024",
        "aaaaaaaaaaaa", "abcabcabcabc", "1qaz2wsx3edc", "letmeinletmein"}) {
    EXPECT_EQ(rule_against(common), "too_common") << common;
  }
  EXPECT_EQ(rule_against("iloveyou", {.has_second_factor = true}), "too_common");
}

TEST(PasswordRules, RefuseTheOwnNames) {
  EXPECT_EQ(rule_against("Ana.Tomato@example.test"), "own_name");
  EXPECT_EQ(rule_against("ana_tomato_2026"), "own_name");
  EXPECT_EQ(rule_against("ana_tomato_2026", {}), "");
}

TEST(PasswordRules, RefuseWhatIsNoText) {
  EXPECT_EQ(rule_against("twelve chars\xff"), "not_utf8");
  EXPECT_FALSE(normal_password("\xc3"));
  EXPECT_FALSE(normal_password(std::string(1025, 'x')));
}

TEST(PasswordRules, MeanTheSamePasswordOnEveryKeyboard) {
  EXPECT_EQ(normal_password("cafe\u0301 tomate"), normal_password("caf\u00e9 tomate"));
  EXPECT_NE(normal_password("a b"), normal_password("a  b"));
  EXPECT_NE(normal_password(" a"), normal_password("a"));
}

RC_GTEST_PROP(PasswordRules, KeepEveryCharacterOfPlainText, (std::string text)) {
  std::erase_if(text, [](char c) { return c < 0x20 || c > 0x7E; });
  RC_ASSERT(normal_password(text) == text);
}

}  // namespace
}  // namespace pomopomo::accounts
