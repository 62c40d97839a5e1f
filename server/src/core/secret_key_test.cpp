#include "core/secret_key.hpp"

#include <gtest/gtest.h>

namespace pomopomo {
namespace {

SecretKey key(std::string_view current, std::string_view previous = {}) {
  return SecretKey::parse(current, previous).value();
}

TEST(SecretKey, OpensWhatItSealedAndNothingElse) {
  const auto one = key(SecretKey::generate());
  const auto sealed = one.seal("the secret");
  EXPECT_EQ(one.open(sealed), "the secret");
  EXPECT_EQ(one.open(one.seal("")), "");
  EXPECT_NE(one.seal("the secret"), sealed) << "two alike would tell that they are alike";
  EXPECT_EQ(sealed.find("secret"), std::string::npos);
  EXPECT_FALSE(key(SecretKey::generate()).open(sealed));
  EXPECT_FALSE(one.open(sealed.substr(0, 20)));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(one.open(changed)) << i;
  }
}

TEST(SecretKey, RotatesWithTwoKeys) {
  const auto old_text = SecretKey::generate();
  const auto new_text = SecretKey::generate();
  const auto sealed_before = key(old_text).seal("the secret");
  const auto rotating = key(new_text, old_text);
  EXPECT_EQ(rotating.open(sealed_before), "the secret");
  EXPECT_EQ(key(new_text).open(rotating.seal("later")), "later") << "the new key seals";
  EXPECT_FALSE(key(new_text).open(sealed_before));
}

TEST(SecretKey, RefusesWeakOnes) {
  for (const std::string_view weak : {"", "changeme", "12345678", "1234567890123456789012345678901",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    const auto refused = SecretKey::parse(weak);
    ASSERT_FALSE(refused) << weak;
    EXPECT_EQ(refused.error().reason, "weak_key");
  }
  EXPECT_FALSE(SecretKey::parse(SecretKey::generate(), "changeme"));
  EXPECT_TRUE(SecretKey::parse("0123456789abcdef0123456789abcdef"));
}

}  // namespace
}  // namespace pomopomo
