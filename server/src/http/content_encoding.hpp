#pragma once
// Accept-Encoding: which of the forms at hand a client likes best.

#include <string_view>

namespace pomopomo::http {

enum class Encoding { identity, gzip, br };

// The name on the wire; empty for identity.
std::string_view to_string(Encoding encoding);

// The best of identity and what is `available`, by the client's q-values; on a tie br, then gzip.
// Identity is the last resort even when the client excludes it.
Encoding choose_encoding(std::string_view accept_encoding, bool has_br, bool has_gzip);

}  // namespace pomopomo::http
