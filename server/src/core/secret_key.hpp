#pragma once
// The server's secret key: seals what this program must read again but a copy of the database must
// not give away, such as the secret of a second factor.
//
// Two keys make a rotation: what is sealed from now on is sealed with the first, what the second
// sealed still opens. Thread: any.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace pomopomo {

class SecretKey {
 public:
  // Keys as operators write them; no second one when `previous` is empty.
  // Errors: invalid/weak_key for fewer than 32 characters, or few different ones.
  static Result<SecretKey> parse(std::string_view current, std::string_view previous = {});
  // A key nobody could guess, as it would be written.
  static std::string generate();

  // Sealed and authenticated; no two answers are alike.
  std::string seal(std::string_view plain) const;
  // Returns: nullopt for what none of the keys sealed, or what was changed since.
  std::optional<std::string> open(std::string_view sealed) const;

 private:
  using Bytes = std::array<std::uint8_t, 32>;
  static Result<Bytes> bytes_of(std::string_view text);
  explicit SecretKey(const Bytes& current) : current_(current) {}

  Bytes current_;
  std::optional<Bytes> previous_;
};

}  // namespace pomopomo
