#include "accounts/password/totp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pomopomo::accounts {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";  // of RFC 6238, appendix B

TimePoint at(std::int64_t seconds) {
  return TimePoint(Seconds(seconds));
}

TEST(Totp, GivesTheCodesOfTheRfc) {
  struct Vector {
    std::int64_t seconds;
    std::string_view code;  // the last six of the eight digits there
  };
  for (const auto& [seconds, code] :
       {Vector{59, "287082"}, Vector{1111111109, "081804"}, Vector{1111111111, "050471"},
        Vector{1234567890, "005924"}, Vector{2000000000, "279037"},
        Vector{20000000000, "353130"}}) {
    EXPECT_EQ(totp_code(kSecret, totp_step(at(seconds))), code) << seconds;
  }
}

TEST(Totp, TakesOnePeriodEarlyOrLateAndNoMore) {
  const auto now = at(1'800'000'000);
  for (int off = -3; off <= 3; ++off) {
    const auto step = totp_step(now) + off;
    const auto matched = match_totp(kSecret, totp_code(kSecret, step), now, 0);
    if (off >= -1 && off <= 1) {
      EXPECT_EQ(matched, step) << off;
    } else {
      EXPECT_FALSE(matched) << off;
    }
  }
}

RC_GTEST_PROP(Totp, TakesNoCodeTwice, ()) {
  const auto secret = new_totp_secret();
  auto now = at(*rc::gen::inRange<std::int64_t>(1'000'000'000, 4'000'000'000));
  TotpStep last = 0;
  for (int i = 0; i < 20; ++i) {
    now += Seconds(*rc::gen::inRange(0, 45));
    const auto code = totp_code(secret, totp_step(now) + *rc::gen::inRange(-1, 2));
    const auto matched = match_totp(secret, code, now, last);
    if (!matched) continue;
    RC_ASSERT(*matched > last);
    last = *matched;
    RC_ASSERT(!match_totp(secret, code, now, last));
  }
}

TEST(Totp, RefusesWhatIsNoCode) {
  for (const std::string_view wrong : {"", "1", "28708", "2870820", "28708a", "      "})
    EXPECT_FALSE(match_totp(kSecret, wrong, at(59), 0)) << wrong;
  EXPECT_FALSE(match_totp(kSecret, std::string_view("\0\0\0\0\0\0", 6), at(59), 0));
}

TEST(Totp, IsWrittenAsAuthenticatorsReadIt) {
  // RFC 4648, section 10.
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(totp_uri("foobar", "ana+1@example.test"),
            "otpauth://totp/Pomopomo:ana%2B1%40example.test?secret=MZXW6YTBOI&issuer=Pomopomo");
}

TEST(Totp, MakesSecretsOfEnoughBits) {
  EXPECT_EQ(new_totp_secret().size(), 20U);
  EXPECT_NE(new_totp_secret(), new_totp_secret());
}

}  // namespace
}  // namespace pomopomo::accounts
