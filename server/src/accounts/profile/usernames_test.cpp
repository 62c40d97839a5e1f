#include "accounts/profile/usernames.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "accounts/profile/system_names.hpp"

namespace pomopomo::accounts {
namespace {

std::string fault_of(std::string_view text) {
  const auto name = clean_username(text);
  return name ? "" : name.error().reason;
}

TEST(Username, IsThreeToTwentySmallLettersDigitsAndUnderscores) {
  EXPECT_EQ(clean_username("ana_42"), "ana_42");
  EXPECT_EQ(clean_username("Ana"), "ana") << "capitals are the same name";
  EXPECT_EQ(fault_of("an"), "too_short");
  EXPECT_EQ(fault_of(std::string(20, 'x')), "");
  EXPECT_EQ(fault_of(std::string(21, 'x')), "too_long");
  for (const auto* bad : {"ana b", "ana-b", "ana.b", "aná", "аna", "ana\n", "a/b", "@ana", ""})
    EXPECT_NE(fault_of(bad), "") << bad;
}

// IN3
TEST(Username, IsNoneThatPassesForTheService) {
  for (const auto* name :
       {"admin", "ADMIN", "adm1n", "adrnin", "admin_", "_admin_7", "r00t", "p0m0p0m0", "rnoderator",
        "supp0rt", "5taff", "sys7em", "api", "sign_in"})
    EXPECT_EQ(fault_of(name), "reserved") << name;
  for (const auto* name : {"adminton", "ana", "modesta", "rooted", "stafford", "tomato"})
    EXPECT_EQ(fault_of(name), "") << name;
}

// IN3
TEST(SystemName, IsSeenThroughItsDisguise) {
  for (const auto* name : {"Admin", "Аdmin", "ΑDMIN", "A d m i n", "ａｄｍｉｎ", "Admin 2",
                           "Pomopomo", "Deleted user", "Suppοrt"})
    EXPECT_TRUE(looks_like_system(name)) << name;
  for (const auto* name : {"Ana", "Adam", "Minda", "Mário", "Анна", "田中", "🍅"})
    EXPECT_FALSE(looks_like_system(name)) << name;
}

TEST(Username, ThatWasCleanedIsCleanAgain) {
  rc::check([](const std::string& text) {
    const auto once = clean_username(text);
    if (once) RC_ASSERT(clean_username(*once).value() == *once);
  });
  rc::check([] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abzABZ019_-é ")));
    const auto name = clean_username(text);
    const bool fits = text.size() >= kMinUsername && text.size() <= kMaxUsername &&
                      text.find_first_of("-\xC3\xA9 ") == text.npos;
    RC_ASSERT(!name || fits);
  });
}

}  // namespace
}  // namespace pomopomo::accounts
