#include "core/base64.hpp"

#include <gtest/gtest.h>

namespace pomopomo {
namespace {

TEST(Base64Url, ComesBackAsItWent) {
  for (const std::string bytes :
       {"", "f", "fo", "foo", "\xff\xfe\xfd", "a longer text, with blanks"})
    EXPECT_EQ(base64url_decode(base64url_encode(bytes)), bytes);
  EXPECT_EQ(base64url_encode("\xfb\xff"), "-_8");
}

TEST(Base64Url, ReadsWhatItWouldWriteAndNothingElse) {
  for (const auto* text : {"A", "AA=", "AA==", "+/8", "A A", "AB", "A\n", "\xb7\xc9\xbd\x86",
                           "eyJhbGciOiJF_LY5\xb7\xc9\xbd\x86"})
    EXPECT_EQ(base64url_decode(text), std::nullopt) << text;
}

}  // namespace
}  // namespace pomopomo
