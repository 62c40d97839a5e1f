#include "core/random.hpp"

#include <sodium.h>

#include <boost/uuid/detail/sha1.hpp>
#include <stdexcept>

#include "core/base64.hpp"

namespace pomopomo {

void init_random() {
  if (sodium_init() < 0)
    throw std::runtime_error("the system offers no source of randomness (libsodium)");
}

std::string random_token(std::size_t bytes) {
  std::string raw(bytes, '\0');
  randombytes_buf(raw.data(), raw.size());
  return base64url_encode(raw);
}

std::uint32_t random_below(std::uint32_t bound) {
  return randombytes_uniform(bound);
}

Digest sha256(std::string_view data) {
  Digest digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(data.data()),
                     data.size());
  return digest;
}

Sha1Digest sha1(std::string_view data) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(data.data(), data.size());
  unsigned int words[5];
  hash.get_digest(words);
  Sha1Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest.at(i) = static_cast<std::uint8_t>(words[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

}  // namespace pomopomo
