#include "accounts/password/totp.hpp"

#include <sodium.h>

#include <array>

#include <fmt/format.h>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/random.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kModulus = 1'000'000;
constexpr std::size_t kBlock = 64;  // of SHA-1, for HMAC

// RFC 2104. Requires: a key of at most one block.
Sha1Digest hmac_sha1(std::string_view key, std::string_view message) {
  std::string inner(kBlock, '\x36');
  std::string outer(kBlock, '\x5c');
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] = static_cast<char>(inner[i] ^ key[i]);
    outer[i] = static_cast<char>(outer[i] ^ key[i]);
  }
  const auto digest = sha1(inner.append(message));
  return sha1(outer.append(digest.begin(), digest.end()));
}

std::string big_endian(TotpStep step) {
  std::string bytes(8, '\0');
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(step >> (56 - 8 * i));
  return bytes;
}

}  // namespace

std::string new_totp_secret() {
  std::string secret(kSecretBytes, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) text += kAlphabet[(bits >> (count - 5)) & 31];
  }
  if (count > 0) text += kAlphabet[(bits << (5 - count)) & 31];
  return text;
}

std::string totp_uri(std::string_view secret, std::string_view person) {
  return fmt::format("otpauth://totp/Pomopomo:{}?secret={}&issuer=Pomopomo",
                     boost::urls::encode(person, boost::urls::unreserved_chars), base32(secret));
}

TotpStep totp_step(TimePoint at) {
  return std::chrono::floor<Seconds>(at.time_since_epoch()) / kTotpPeriod;
}

std::string totp_code(std::string_view secret, TotpStep step) {
  const auto digest = hmac_sha1(secret, big_endian(step));
  const std::size_t offset = digest.back() & 0xF;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8) | digest.at(offset + i);
  return fmt::format("{:06}", (number & 0x7FFF'FFFF) % kModulus);
}

std::optional<TotpStep> match_totp(std::string_view secret, std::string_view code, TimePoint now,
                                   TotpStep last) {
  if (code.size() != kDigits) return std::nullopt;
  const auto current = totp_step(now);
  for (const auto step : {current, current - 1, current + 1}) {
    const bool fits = sodium_memcmp(totp_code(secret, step).data(), code.data(), code.size()) == 0;
    if (fits && step > last) return step;
  }
  return std::nullopt;
}

}  // namespace pomopomo::accounts
