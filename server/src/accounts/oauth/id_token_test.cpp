#include "accounts/oauth/id_token.hpp"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "core/base64.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;  // seconds

struct Signer {
  std::shared_ptr<EVP_PKEY> key;
  SignatureKind kind;

  static Signer rsa(unsigned bits = 2048) {
    return {{EVP_RSA_gen(bits), &EVP_PKEY_free}, SignatureKind::rs256};
  }
  static Signer p256() { return {{EVP_EC_gen("P-256"), &EVP_PKEY_free}, SignatureKind::es256}; }

  std::string number(const char* name) const {
    BIGNUM* value = nullptr;
    EXPECT_EQ(EVP_PKEY_get_bn_param(key.get(), name, &value), 1);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return bytes;
  }
  static std::string padded(std::string bytes) {
    return std::string(32 - bytes.size(), '\0') + bytes;
  }

  json::object jwk(std::string_view id) const {
    if (kind == SignatureKind::rs256) {
      return {{"kty", "RSA"},
              {"kid", id},
              {"n", base64url_encode(number(OSSL_PKEY_PARAM_RSA_N))},
              {"e", base64url_encode(number(OSSL_PKEY_PARAM_RSA_E))}};
    }
    return {{"kty", "EC"},
            {"crv", "P-256"},
            {"kid", id},
            {"x", base64url_encode(padded(number(OSSL_PKEY_PARAM_EC_PUB_X)))},
            {"y", base64url_encode(padded(number(OSSL_PKEY_PARAM_EC_PUB_Y)))}};
  }

  std::string sign(std::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
    std::size_t length = 512;
    std::string out(length, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(out.data());
    EXPECT_EQ(EVP_DigestSign(context.get(), bytes, &length,
                             reinterpret_cast<const unsigned char*>(text.data()), text.size()),
              1);
    out.resize(length);
    return kind == SignatureKind::rs256 ? out : side_by_side(out);
  }

  static std::string side_by_side(const std::string& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    auto* const parts = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    std::string out(64, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(parts), to, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parts), to + 32, 32);
    ECDSA_SIG_free(parts);
    return out;
  }
};

std::string encode(const json::object& part) {
  return base64url_encode(json::serialize(part));
}

std::string token_of(const Signer& signer, const json::object& header, const json::object& claims) {
  const auto text = encode(header) + "." + encode(claims);
  return text + "." + base64url_encode(signer.sign(text));
}

Jwks keys_of(std::initializer_list<json::value> keys) {
  return *Jwks::parse(json::object{{"keys", json::array(keys.begin(), keys.end())}});
}

class IdTokens : public testing::Test {
 protected:
  // Making keys is slow.
  static void SetUpTestSuite() {
    rsa_ = Signer::rsa();
    p256_ = Signer::p256();
  }

  json::object header(std::string_view algorithm = "RS256", std::string_view id = "one") const {
    return {{"alg", algorithm}, {"kid", id}};
  }
  json::object claims() const {
    return {{"iss", "https://id.test"}, {"aud", "us"},   {"sub", "1234"},
            {"exp", kNow + 300},        {"iat", kNow},   {"nonce", "once"},
            {"email", "ana@id.test"},   {"name", "Ana"}, {"email_verified", true}};
  }
  std::expected<IdToken, TokenFault> verify(std::string_view token) const {
    return verify_id_token(token, keys_,
                           {.issuer = "https://id.test",
                            .client_id = "us",
                            .nonce = "once",
                            .now = from_epoch_ms(kNow * 1000)});
  }
  std::optional<TokenFault> fault_of(std::string_view token) const {
    const auto verified = verify(token);
    return verified ? std::nullopt : std::optional(verified.error());
  }
  // A token right in all but this.
  std::optional<TokenFault> fault_with(std::string_view name, const json::value& value) const {
    auto changed = claims();
    changed[name] = value;
    return fault_of(token_of(rsa_, header(), changed));
  }
  std::optional<TokenFault> fault_without(std::string_view name) const {
    auto changed = claims();
    changed.erase(name);
    return fault_of(token_of(rsa_, header(), changed));
  }

  static inline Signer rsa_;
  static inline Signer p256_;
  Jwks keys_ = keys_of({rsa_.jwk("one"), p256_.jwk("two")});
};

TEST_F(IdTokens, SayWhoSignedIn) {
  for (const auto& [signer, algorithm, id] :
       {std::tuple(rsa_, "RS256", "one"), std::tuple(p256_, "ES256", "two")}) {
    const auto token = verify(token_of(signer, header(algorithm, id), claims()));
    ASSERT_TRUE(token) << algorithm;
    EXPECT_EQ(token->subject, "1234");
    EXPECT_EQ(token->email, "ana@id.test");
    EXPECT_TRUE(token->email_verified);
    EXPECT_EQ(token->name, "Ana");
    EXPECT_EQ(token->locale, std::nullopt);
  }
}

// OA3
TEST_F(IdTokens, CountForThisSignInAlone) {
  struct Case {
    std::string_view claim;
    json::value value;
    std::optional<TokenFault> fault;
  };
  const Case cases[] = {
      {"iss", "https://id.test/", TokenFault::issuer},
      {"iss", "https://evil.test", TokenFault::issuer},
      {"aud", "them", TokenFault::audience},
      {"aud", json::array{"us", "them"}, TokenFault::audience},
      {"aud", json::array{}, TokenFault::audience},
      {"aud", json::array{"us"}, std::nullopt},
      {"azp", "them", TokenFault::audience},
      {"azp", "us", std::nullopt},
      {"exp", kNow - 60, TokenFault::expired},
      {"exp", kNow - 59, std::nullopt},
      {"exp", "soon", TokenFault::expired},
      {"exp", 1e300, TokenFault::expired},
      {"exp", -1, TokenFault::expired},
      {"iat", kNow + 61, TokenFault::issued_at},
      {"iat", kNow + 60, std::nullopt},
      {"iat", kNow - 661, TokenFault::issued_at},
      {"iat", kNow - 660, std::nullopt},
      {"nbf", kNow + 61, TokenFault::issued_at},
      {"nonce", "twice", TokenFault::nonce},
      {"nonce", 1, TokenFault::nonce},
      {"sub", "", TokenFault::subject},
      {"sub", 1234, TokenFault::subject},
      {"sub", json::string("a\0b", 3), TokenFault::subject},
      {"sub", json::string(256, 'x'), TokenFault::subject},
      {"sub", json::string(255, 'x'), std::nullopt},
  };
  for (const auto& [claim, value, fault] : cases) {
    EXPECT_EQ(fault_with(claim, value), fault) << claim << " " << json::serialize(value);
  }
}

// OA3
TEST_F(IdTokens, MustSayEverything) {
  const std::pair<std::string_view, TokenFault> cases[] = {
      {"iss", TokenFault::issuer},    {"aud", TokenFault::audience}, {"exp", TokenFault::expired},
      {"iat", TokenFault::issued_at}, {"sub", TokenFault::subject},  {"nonce", TokenFault::nonce}};
  for (const auto& [claim, fault] : cases) EXPECT_EQ(fault_without(claim), fault) << claim;
}

TEST_F(IdTokens, SayAnAddressIsVerifiedByTrueAlone) {
  for (const auto& value : {json::value("true"), json::value(1), json::value(nullptr)}) {
    auto changed = claims();
    changed["email_verified"] = value;
    EXPECT_FALSE(verify(token_of(rsa_, header(), changed))->email_verified);
  }
}

// OA3
TEST_F(IdTokens, AreSignedByAKnownKeyOfItsOwnKind) {
  const auto other = Signer::rsa();
  EXPECT_EQ(fault_of(token_of(other, header(), claims())), TokenFault::signature);
  EXPECT_EQ(fault_of(token_of(rsa_, header("RS256", "three"), claims())), TokenFault::unknown_key);
  EXPECT_EQ(fault_of(token_of(rsa_, {{"alg", "RS256"}}, claims())), TokenFault::unknown_key);
  EXPECT_EQ(fault_of(token_of(rsa_, header("ES256", "one"), claims())), TokenFault::unknown_key);
  EXPECT_EQ(fault_of(token_of(p256_, header("RS256", "two"), claims())), TokenFault::unknown_key);

  auto token = token_of(rsa_, header(), claims());
  token.back() = token.back() == 'A' ? 'Q' : 'A';
  EXPECT_EQ(fault_of(token), TokenFault::signature);
}

// OA3
TEST_F(IdTokens, MayNotChooseTheAlgorithm) {
  for (const std::string_view algorithm :
       {"none", "None", "HS256", "RS384", "PS256", "EdDSA", ""}) {
    EXPECT_EQ(fault_of(token_of(rsa_, header(algorithm), claims())), TokenFault::algorithm);
  }
  const auto unsigned_text = encode(header("none")) + "." + encode(claims());
  EXPECT_EQ(fault_of(unsigned_text + "."), TokenFault::algorithm);

  // The public key as the secret of a symmetric signature.
  const auto text = encode(header("HS256")) + "." + encode(claims());
  const auto key = json::serialize(rsa_.jwk("one"));
  unsigned char mac[32];
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, nullptr);
  const std::string signature(reinterpret_cast<const char*>(mac), sizeof mac);
  EXPECT_EQ(fault_of(text + "." + base64url_encode(signature)), TokenFault::algorithm);

  auto demanding = header();
  demanding["crit"] = json::array{"exp"};
  EXPECT_EQ(fault_of(token_of(rsa_, demanding, claims())), TokenFault::algorithm);
}

// OA3
TEST_F(IdTokens, MayNotBringAKey) {
  const auto other = Signer::rsa();
  auto bringing = header();
  bringing["jwk"] = other.jwk("one");
  bringing["jku"] = "https://evil.test/keys";
  EXPECT_EQ(fault_of(token_of(other, bringing, claims())), TokenFault::signature);
  EXPECT_EQ(fault_of(token_of(rsa_, bringing, claims())), std::nullopt);
}

TEST_F(IdTokens, AreThreePartsOfJson) {
  const auto token = token_of(rsa_, header(), claims());
  const auto body = encode(claims());
  const std::string cases[] = {
      "",
      ".",
      "..",
      "...",
      token + ".x",
      token + "=",
      token + "\n",
      encode(header()) + "." + body,
      base64url_encode("[]") + "." + body + ".AA",
      base64url_encode("{\"alg\":\"RS256\",\"alg\":\"none\"}") + "." + body + ".AA",
      std::string(kMaxTokenBytes + 1, 'A')};
  for (const auto& text : cases) EXPECT_EQ(fault_of(text), TokenFault::malformed) << text;
}

TEST(Jwks, LeavesOutWhatItCannotTrust) {
  const auto rsa = Signer::rsa();
  const auto p256 = Signer::p256();
  const auto changed = [](json::object key, std::string_view name, json::value_ref value) {
    key[name] = json::value(value);
    return key;
  };
  const json::value useless[] = {
      json::value("key"),
      changed(rsa.jwk("a"), "kid", nullptr),
      changed(rsa.jwk("a"), "use", "enc"),
      changed(rsa.jwk("a"), "alg", "RS512"),
      changed(rsa.jwk("a"), "kty", "oct"),
      changed(rsa.jwk("a"), "n", "!"),
      changed(rsa.jwk("a"), "n", base64url_encode(std::string(128, '\xFF'))),
      changed(rsa.jwk("a"), "n", base64url_encode(std::string(4096, '\xFF'))),
      changed(rsa.jwk("a"), "e", ""),
      changed(p256.jwk("a"), "crv", "P-384"),
      changed(p256.jwk("a"), "y", base64url_encode(std::string(32, '\x01'))),
      changed(p256.jwk("a"), "x", base64url_encode("short")),
      Signer::rsa(1024).jwk("a"),
  };
  for (const auto& key : useless) EXPECT_EQ(keys_of({key}).size(), 0U) << json::serialize(key);
  EXPECT_EQ(keys_of({changed(rsa.jwk("a"), "use", "sig"), p256.jwk("b")}).size(), 2U);
  for (const std::string_view text : {"{}", "[]", R"({"keys": {}})", "null"}) {
    EXPECT_FALSE(Jwks::parse(json::parse(text))) << text;
  }
}

}  // namespace
}  // namespace pomopomo::accounts
