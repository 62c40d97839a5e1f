#include "accounts/mail/address.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace pomopomo::accounts {
namespace {

TEST(NormaliseAddress, FoldsTheDomainAndKeepsTheMailbox) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"ana@example.test", "ana@example.test"},
      {"  ana@example.test ", "ana@example.test"},
      {"Ana.Maria@EXAMPLE.Test", "Ana.Maria@example.test"},
      {"a＠x.test", "a@x.test"},  // a wide @ is one, once it is normalised
      {"ａｎａ@ｘ.test", "ana@x.test"},
      {"ana+tag@sub.example.test", "ana+tag@sub.example.test"},
      {"ana@münchen.test", "ana@xn--mnchen-3ya.test"},
      {"ana@XN--MNCHEN-3YA.test", "ana@xn--mnchen-3ya.test"},
      {"o'neil_{x}@x.test", "o'neil_{x}@x.test"},
  };
  for (const auto& [given, wanted] : cases) {
    const auto address = normalise_address(given);
    ASSERT_TRUE(address) << given;
    EXPECT_EQ(*address, wanted);
  }
}

TEST(NormaliseAddress, RefusesWhatIsNoneAndWhatReachesSomebodyElse) {  // AU8
  using namespace std::string_view_literals;
  const std::string_view cases[] = {
      "",
      "@",
      "ana",
      "ana@",
      "@x.test",
      "a@b@x.test",
      "a＠b@x.test",
      "\"a@b\"@x.test",
      "\"a b\"@x.test",
      "a@x.test,b@y.test",
      "a@x.test;b@y.test",
      "a@x.test\r\nBcc: b@y.test",
      "a@x.test\nb",
      "a\r\n@x.test",
      "a@x.test%0a",
      "a%b@x.test",
      "x!a@x.test",
      "<a@x.test>",
      "Ana <a@x.test>",
      "a@x",
      "a@localhost",
      "a@x.test.",
      "a@.test",
      "a@x..test",
      "a@-x.test",
      "a@127.0.0.1",
      "a@[127.0.0.1]",
      "a@x_y.test",
      "a@x.123",
      ".a@x.test",
      "a.@x.test",
      "a..b@x.test",
      "-a@x.test",
      "a\0b@x.test"sv,
      "a@x.test\0"sv,
      "ané@x.test",
      "a@x.te st",
      "a\xff@x.test",
      "a\u202e@x.test",
      "a@\u202ex.test",
  };
  for (const auto given : cases) {
    const auto address = normalise_address(given);
    ASSERT_FALSE(address) << given << " became " << *address;
    EXPECT_EQ(address.error().fields.at(0).field, "email");
    EXPECT_EQ(address.error().fields.at(0).code, "invalid_email");
  }
  EXPECT_FALSE(normalise_address(std::string(65, 'a') + "@x.test"));
  EXPECT_TRUE(normalise_address(std::string(64, 'a') + "@x.test"));
  EXPECT_FALSE(normalise_address("a@" + std::string(10'000, 'x') + ".test"));
  std::string labels;
  while (labels.size() < 250) labels += "xxxxxxxxx.";
  EXPECT_FALSE(normalise_address("a@" + labels + "test"));
}

// Whatever is let in is one address in its final form.
RC_GTEST_PROP(NormaliseAddress, GivesWhatItTakesAsItIs, ()) {
  const auto pieces =
      *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a", "Z", "7", ".", "-", "+", "ａ", "é", "\"", ",", "\r\n", "%", " "}));
  std::string mailbox = "a";
  for (const auto& piece : pieces) mailbox += piece;
  const auto domain = *rc::gen::elementOf(
      std::vector<std::string>{"x.test", "EXAMPLE.test", "münchen.test", "ｘ.test", "a..b"});
  const auto at = *rc::gen::elementOf(std::vector<std::string>{"@", "@", "＠", "@@"});
  const auto given = mailbox + at + domain;
  const auto address = normalise_address(given);
  if (!address) return;
  RC_ASSERT(*normalise_address(*address) == *address);
  RC_ASSERT(address->size() <= kMaxAddress);
  RC_ASSERT(std::ranges::count(*address, '@') == 1);
  RC_ASSERT(std::ranges::all_of(*address, [](char c) { return c > ' ' && c <= '~'; }));
  RC_ASSERT(address->find_first_of("\"<>(),;:\\[]%!") == std::string::npos);
  RC_ASSERT(domain_of(*address).contains('.'));
}

}  // namespace
}  // namespace pomopomo::accounts
