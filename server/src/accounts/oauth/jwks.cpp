#include "accounts/oauth/jwks.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

#include "core/base64.hpp"
#include "core/json.hpp"

namespace pomopomo::accounts {

namespace {

template <auto fn>
struct Deleter {
  template <class T>
  void operator()(T* pointer) const {
    fn(pointer);
  }
};
template <class T, auto fn>
using Owned = std::unique_ptr<T, Deleter<fn>>;

using Number = Owned<BIGNUM, &BN_free>;
using Key = decltype(PublicKey::key);

constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192;
constexpr std::size_t kCoordinate = 32;  // bytes, of P-256

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view encoded) {
  const auto bytes = base64url_decode(encoded);
  if (!bytes || bytes->empty() || bytes->size() > kMostRsaBits / 8) return nullptr;
  return Number(BN_bin2bn(bytes_of(*bytes), static_cast<int>(bytes->size()), nullptr));
}

Key make_key(const char* type, OSSL_PARAM_BLD* build) {
  const Owned<OSSL_PARAM, &OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(build));
  const Owned<EVP_PKEY_CTX, &EVP_PKEY_CTX_free> context(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
    return nullptr;
  }
  return Key(key);
}

Key rsa_key(const json::object& jwk) {
  const auto modulus = number_of(text_of(jwk, "n"));
  const auto exponent = number_of(text_of(jwk, "e"));
  if (!modulus || !exponent || BN_num_bits(modulus.get()) < kLeastRsaBits ||
      BN_num_bits(exponent.get()) > 64) {
    return nullptr;
  }
  const Owned<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free> build(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return make_key("RSA", build.get());
}

Key p256_key(const json::object& jwk) {
  const auto x = base64url_decode(text_of(jwk, "x"));
  const auto y = base64url_decode(text_of(jwk, "y"));
  if (text_of(jwk, "crv") != "P-256" || !x || !y || x->size() != kCoordinate ||
      y->size() != kCoordinate) {
    return nullptr;
  }
  const auto point = "\x04" + *x + *y;
  const Owned<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free> build(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return make_key("EC", build.get());
}

// A token holds r and s side by side; OpenSSL wants them in ASN.1.
std::string to_asn1(std::string_view signature) {
  if (signature.size() != 2 * kCoordinate) return {};
  const Owned<ECDSA_SIG, &ECDSA_SIG_free> parts(ECDSA_SIG_new());
  auto* const r = BN_bin2bn(bytes_of(signature), kCoordinate, nullptr);
  auto* const s = BN_bin2bn(bytes_of(signature) + kCoordinate, kCoordinate, nullptr);
  if (!parts || ECDSA_SIG_set0(parts.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  unsigned char* out = nullptr;
  const auto length = i2d_ECDSA_SIG(parts.get(), &out);
  if (length <= 0) return {};
  std::string der(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return der;
}

std::optional<PublicKey> read_key(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  const auto& jwk = value.get_object();
  const bool is_rsa = text_of(jwk, "kty") == "RSA";
  PublicKey out{.id = std::string(text_of(jwk, "kid")),
                .kind = is_rsa ? SignatureKind::rs256 : SignatureKind::es256,
                .key = nullptr};
  const auto use = text_of(jwk, "use");
  const auto algorithm = text_of(jwk, "alg");
  if (out.id.empty() || (!use.empty() && use != "sig")) return std::nullopt;
  if (!algorithm.empty() && algorithm != (is_rsa ? "RS256" : "ES256")) return std::nullopt;
  if (!is_rsa && text_of(jwk, "kty") != "EC") return std::nullopt;
  out.key = is_rsa ? rsa_key(jwk) : p256_key(jwk);
  if (!out.key) return std::nullopt;
  return out;
}

}  // namespace

bool PublicKey::verifies(std::string_view text, std::string_view signature) const {
  const auto der = kind == SignatureKind::es256 ? to_asn1(signature) : std::string(signature);
  if (der.empty()) return false;
  const Owned<EVP_MD_CTX, &EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(text), text.size()) ==
             1;
}

std::optional<Jwks> Jwks::parse(const json::value& document) {
  if (!document.is_object()) return std::nullopt;
  const auto* const keys = document.get_object().if_contains("keys");
  if (keys == nullptr || !keys->is_array()) return std::nullopt;
  Jwks out;
  for (const auto& value : keys->get_array()) {
    if (out.keys_.size() == kMaxKeys) break;
    if (auto key = read_key(value)) out.keys_.push_back(std::move(*key));
  }
  return out;
}

const PublicKey* Jwks::find(std::string_view id, SignatureKind kind) const {
  const auto found = std::ranges::find_if(
      keys_, [&](const PublicKey& key) { return key.id == id && key.kind == kind; });
  return found == keys_.end() ? nullptr : &*found;
}

}  // namespace pomopomo::accounts
