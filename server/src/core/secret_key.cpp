#include "core/secret_key.hpp"

#include <sodium.h>

#include <set>

#include "core/random.hpp"

namespace pomopomo {

namespace {

constexpr std::size_t kLeastLength = 32;
constexpr std::size_t kLeastDifferent = 10;
constexpr std::string_view kPurpose = "pomopomo sealed values";

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Result<SecretKey::Bytes> SecretKey::bytes_of(std::string_view text) {
  const std::set<char> different(text.begin(), text.end());
  if (text.size() < kLeastLength || different.size() < kLeastDifferent) {
    return fail(ErrorCode::invalid, "weak_key",
                "a secret key has at least 32 random characters, as `openssl rand -base64 32` "
                "makes them");
  }
  Bytes key{};
  static_assert(crypto_secretbox_KEYBYTES == sizeof(key));
  crypto_generichash(key.data(), key.size(), bytes(text), text.size(), bytes(kPurpose),
                     kPurpose.size());
  return key;
}

Result<SecretKey> SecretKey::parse(std::string_view current, std::string_view previous) {
  const auto first = bytes_of(current);
  if (!first) return std::unexpected(first.error());
  SecretKey key(*first);
  if (previous.empty()) return key;
  const auto second = bytes_of(previous);
  if (!second) return std::unexpected(second.error());
  key.previous_ = *second;
  return key;
}

std::string SecretKey::generate() {
  return random_token(32);
}

std::string SecretKey::seal(std::string_view plain) const {
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes(plain), plain.size(), nonce,
                        current_.data());
  return sealed;
}

std::optional<std::string> SecretKey::open(std::string_view sealed) const {
  if (sealed.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return std::nullopt;
  const auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
  std::string plain(box.size() - crypto_secretbox_MACBYTES, '\0');
  const auto opens = [&](const Bytes& key) {
    return crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()), bytes(box),
                                      box.size(), bytes(sealed), key.data()) == 0;
  };
  if (opens(current_) || (previous_ && opens(*previous_))) return plain;
  return std::nullopt;
}

}  // namespace pomopomo
