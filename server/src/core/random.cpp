#include "core/random.hpp"

#include <sodium.h>

#include <stdexcept>
#include <vector>

namespace pomopomo {

void init_random() {
  if (sodium_init() < 0)
    throw std::runtime_error("the system offers no source of randomness (libsodium)");
}

std::string random_token(std::size_t bytes) {
  std::vector<unsigned char> raw(bytes);
  randombytes_buf(raw.data(), raw.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_encoded_len(bytes, kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), raw.data(), raw.size(), kVariant);
  out.pop_back();  // the terminating NUL that libsodium counts
  return out;
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

}  // namespace pomopomo
