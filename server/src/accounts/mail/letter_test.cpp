#include "accounts/mail/letter.hpp"

#include <gtest/gtest.h>

namespace pomopomo::accounts {
namespace {

Mail sign_in_mail(std::string language) {
  return {.to = "ana@x.test",
          .kind = MailKind::sign_in,
          .language = std::move(language),
          .values = {{"code", "012345"}, {"link", "https://pomo.test/auth/email?token=a&b"}}};
}

TEST(WriteLetter, SaysTheSameAsTextAndAsHtml) {
  const auto letter = write_letter(sign_in_mail("en"), "pomo.test");
  EXPECT_EQ(letter.to, "ana@x.test");
  EXPECT_EQ(letter.subject, "012345 is your Pomopomo code");
  EXPECT_EQ(letter.text,
            "Come on in\n\n"
            "Press the button in the browser in which you asked for this mail.\n\n"
            "Sign in: https://pomo.test/auth/email?token=a&b\n\n"
            "Or type this code there: 012345\n\n"
            "Both work once, for ten minutes. If you did not ask for this mail, ignore it: without "
            "it nobody gets in.\n\n"
            "-- \nPomopomo, pomo.test\n");
  EXPECT_TRUE(letter.html.contains("href=\"https://pomo.test/auth/email?token=a&amp;b\""));
  EXPECT_TRUE(letter.html.contains(">012345<"));
  EXPECT_FALSE(letter.html.contains("{{"));
}

TEST(WriteLetter, SpeaksPortuguese) {
  for (const std::string language : {"pt", "pt-BR"}) {
    const auto letter = write_letter(sign_in_mail(language), "pomo.test");
    EXPECT_EQ(letter.subject, "012345 é o teu código do Pomopomo");
    EXPECT_TRUE(letter.html.contains("<html lang=\"pt\">"));
  }
  EXPECT_TRUE(write_letter(sign_in_mail("ptx"), "h").html.contains("<html lang=\"en\">"));
}

TEST(WriteLetter, ShowsValuesAsTheyAre) {
  auto mail = sign_in_mail("en");
  mail.values["code"] = "<b>{{link}}</b>";
  const auto letter = write_letter(mail, "<host>");
  EXPECT_TRUE(letter.text.contains("<b>{{link}}</b>"));
  EXPECT_TRUE(letter.html.contains("&lt;b&gt;{{link}}&lt;/b&gt;"));
  EXPECT_FALSE(letter.html.contains("<host>"));
}

TEST(WriteLetter, LoadsNothingFromAnywhere) {  // AU6
  const auto html = write_letter(sign_in_mail("en"), "pomo.test").html;
  for (const std::string_view loads : {"src=", "url(", "@import", "<link", "<script"})
    EXPECT_FALSE(html.contains(loads)) << loads;
}

}  // namespace
}  // namespace pomopomo::accounts
