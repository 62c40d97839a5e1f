#pragma once
// Secrets from libsodium's generator, and the hash under which they are stored.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pomopomo {

// Must run once before anything else of this header; throws if the system has no randomness.
void init_random();

// `bytes` random bytes as URL-safe base64 without padding (16 bytes = 22 characters = 128 bits).
std::string random_token(std::size_t bytes = 16);

// Uniform in [0, bound). Requires: bound > 0.
std::uint32_t random_below(std::uint32_t bound);

using Digest = std::array<std::uint8_t, 32>;
// SHA-256. Enough for secrets that are random themselves; passwords need Argon2id.
Digest sha256(std::string_view data);

// SHA-1, for protocols that ask for it (RFC 6455, RFC 6238) and nothing else.
using Sha1Digest = std::array<std::uint8_t, 20>;
Sha1Digest sha1(std::string_view data);

}  // namespace pomopomo
