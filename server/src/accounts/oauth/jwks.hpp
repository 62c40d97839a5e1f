#pragma once
// The public keys an OpenID provider signs with (RFC 7517), and signatures made by them (RFC 7515).
//
// RS256 with keys of 2 048 bits or more, and ES256. A key is of one kind and verifies that
// algorithm alone, whatever a token says of itself.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

#include <boost/json/value.hpp>

namespace pomopomo::accounts {

enum class SignatureKind { rs256, es256 };

struct PublicKey {
  struct Free {
    void operator()(EVP_PKEY* pointer) const { EVP_PKEY_free(pointer); }
  };
  std::string id;  // `kid`
  SignatureKind kind = SignatureKind::rs256;
  std::unique_ptr<EVP_PKEY, Free> key;

  // Whether `signature`, as it stands in a token once decoded, is this key's of `text`.
  bool verifies(std::string_view text, std::string_view signature) const;
};

class Jwks {
 public:
  // Reads {"keys": […]}. Keys without `kid`, of other kinds, for other uses, or broken are left
  // out; at most kMaxKeys are read. Returns: nullopt when it is no such document.
  static std::optional<Jwks> parse(const boost::json::value& document);

  // The key of that id for that kind of signature; null when there is none.
  const PublicKey* find(std::string_view id, SignatureKind kind) const;
  std::size_t size() const { return keys_.size(); }

  static constexpr std::size_t kMaxKeys = 32;

 private:
  std::vector<PublicKey> keys_;
};

}  // namespace pomopomo::accounts
