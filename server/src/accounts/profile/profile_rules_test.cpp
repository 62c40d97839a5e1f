#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "accounts/profile/links.hpp"
#include "accounts/profile/locales.hpp"
#include "accounts/profile/settings.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {
namespace {

// IN2
TEST(Links, AreAddressesOfWebPages) {
  for (const auto* link :
       {"https://example.test", "http://example.test/a?b=c#d", "HTTPS://example.test"})
    EXPECT_EQ(clean_links({link}), std::vector<std::string>{link});
  EXPECT_EQ(clean_links({" https://pt.example.test/São "}),
            std::vector<std::string>{"https://pt.example.test/S%C3%A3o"});
  for (const auto* link :
       {"javascript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x",
        "java\tscript:alert(1)", "//example.test", "example.test", "https://", "https:///x",
        "https://ana:secret@example.test", "ftp://example.test", "https://exa mple.test", "",
        "\xFF", "https://example.test/\"onclick=\"x"}) {
    const auto links = clean_links({"https://example.test", link});
    ASSERT_FALSE(links) << link;
    EXPECT_EQ(links.error().fields.at(0).field, "links[1]") << link;
  }
  EXPECT_TRUE(clean_links(std::vector<std::string>(5, "https://example.test")));
  EXPECT_FALSE(clean_links(std::vector<std::string>(6, "https://example.test")));
  EXPECT_FALSE(clean_links({"https://example.test/" + std::string(200, 'x')}));
}

// IN2
TEST(Links, ThatAreTakenBeginAsWebPagesDoAndHoldNothingToBreakOutBy) {
  rc::check([](const std::string& text) {
    const auto tried = *rc::gen::element(text, "https://" + text, "http://a/" + text);
    const auto links = clean_links({tried});
    if (!links) return;
    const auto lower = [](char c) { return static_cast<char>(c | 0x20); };
    std::string head = links->at(0).substr(0, 8);
    std::ranges::transform(head, head.begin(), lower);
    RC_ASSERT(head.starts_with("http://") || head.starts_with("https://"));
    for (const char c : links->at(0))
      RC_ASSERT(c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>');
  });
}

TEST(TimeZone, IsANameOfTheIanaList) {
  for (const auto* name : {"Europe/Lisbon", "America/Argentina/Buenos_Aires", "Asia/Kolkata",
                           "Asia/Calcutta", "UTC", "Etc/GMT+5"})
    EXPECT_EQ(clean_time_zone(name), name);
  for (const auto* name : {"", "Lisbon", "GMT+5", "PST", "Etc/Unknown", "Europe/Lisboa",
                           "europe/lisbon", "Europe/Lisbon ", "../etc/passwd", "Europe/Lisbon\n"})
    EXPECT_FALSE(clean_time_zone(name)) << name;
}

TEST(Language, IsOneThatWeSpeak) {
  EXPECT_EQ(clean_language("en"), "en");
  EXPECT_EQ(clean_language("pt-BR"), "pt");
  EXPECT_FALSE(clean_language("xx"));
  EXPECT_FALSE(clean_language(""));
}

// L4, P4
TEST(Settings, AreAsPromisedUntilChanged) {
  Settings settings;
  EXPECT_EQ(json::serialize(encode(settings)),
            R"({"profileVisibility":"everyone","showPresence":"friends","showRoom":"name",)"
            R"("showStats":"everyone","showStreak":"everyone","showAchievements":"everyone",)"
            R"("globalLeaderboard":null,"friendsLeaderboard":true,"whoCanRequest":"everyone",)"
            R"("readReceipts":false,"holdWhileFocusing":true,"searchable":true})");
  const auto patch = decode<SettingsPatch>(
      json::parse(R"({"profileVisibility":"nobody","globalLeaderboard":false,"role":"admin"})"));
  ASSERT_TRUE(patch);
  apply(settings, *patch);
  EXPECT_EQ(settings.profile_visibility, Audience::nobody);
  EXPECT_EQ(settings.global_leaderboard, false);
  EXPECT_EQ(settings.show_room, RoomShown::name);
}

TEST(Settings, TakeNoOtherValues) {
  for (const auto* body :
       {R"({"showRoom":"loud"})", R"({"showRoom":1})", R"({"searchable":"on"})"}) {
    const auto patch = decode<SettingsPatch>(json::parse(body));
    EXPECT_FALSE(patch) << body;
  }
}

}  // namespace
}  // namespace pomopomo::accounts
