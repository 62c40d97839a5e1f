#include "accounts/oauth/id_token.hpp"

#include <algorithm>

#include "core/base64.hpp"
#include "core/json.hpp"
#include "core/json_reader.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kMaxSubject = 255;  // ASCII, as OpenID Connect Core 2 says

using Refused = std::unexpected<TokenFault>;

struct Parts {
  json::object header;
  json::object claims;
  std::string_view signed_text;
  std::string signature;
};

std::optional<json::object> read_part(std::string_view encoded) {
  const auto bytes = base64url_decode(encoded);
  if (!bytes) return std::nullopt;
  auto value = read_json(*bytes);
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->get_object());
}

std::optional<Parts> split(std::string_view token) {
  if (token.size() > kMaxTokenBytes || std::ranges::count(token, '.') != 2) return std::nullopt;
  const auto first = token.find('.');
  const auto second = token.rfind('.');
  auto header = read_part(token.substr(0, first));
  auto claims = read_part(token.substr(first + 1, second - first - 1));
  auto signature = base64url_decode(token.substr(second + 1));
  if (!header || !claims || !signature) return std::nullopt;
  return Parts{.header = std::move(*header),
               .claims = std::move(*claims),
               .signed_text = token.substr(0, second),
               .signature = std::move(*signature)};
}

std::optional<std::string> text(const json::object& object, std::string_view name) {
  const auto* const value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

// Seconds since 1970, which may have a fraction.
std::optional<TimePoint> time(const json::object& object, std::string_view name) {
  constexpr double kLatest = 253'402'300'799;  // the year 9999
  const auto* const value = object.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const auto seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds <= kLatest)) return std::nullopt;
  return from_epoch_ms(static_cast<std::int64_t>(seconds * 1000));
}

std::optional<SignatureKind> kind_of(const json::object& header) {
  const auto name = text(header, "alg");
  if (header.contains("crit") || !name) return std::nullopt;
  if (*name == "RS256") return SignatureKind::rs256;
  if (*name == "ES256") return SignatureKind::es256;
  return std::nullopt;
}

// For us, and for nobody besides.
bool is_for(const json::object& claims, const std::string& client_id) {
  const auto* const audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  const auto is_us = [&](const json::value& value) {
    return value.is_string() && value.get_string() == client_id;
  };
  const bool ours = audience->is_array() ? !audience->get_array().empty() &&
                                               std::ranges::all_of(audience->get_array(), is_us)
                                         : is_us(*audience);
  const auto* const party = claims.if_contains("azp");
  return ours && (party == nullptr || is_us(*party));
}

bool is_subject(std::string_view text) {
  const auto is_printable = [](char c) { return c >= 0x20 && c <= 0x7E; };
  return !text.empty() && text.size() <= kMaxSubject && std::ranges::all_of(text, is_printable);
}

std::optional<TokenFault> find_fault(const json::object& claims, const TokenDemands& demands) {
  if (text(claims, "iss") != demands.issuer) return TokenFault::issuer;
  if (!is_for(claims, demands.client_id)) return TokenFault::audience;
  const auto expires = time(claims, "exp");
  if (!expires || *expires + kMostSkew <= demands.now) return TokenFault::expired;
  const auto issued = time(claims, "iat");
  if (!issued || *issued > demands.now + kMostSkew ||
      *issued < demands.now - kMostTokenAge - kMostSkew) {
    return TokenFault::issued_at;
  }
  if (claims.contains("nbf")) {
    const auto from = time(claims, "nbf");
    if (!from || *from > demands.now + kMostSkew) return TokenFault::issued_at;
  }
  if (demands.nonce.empty() || text(claims, "nonce") != demands.nonce) return TokenFault::nonce;
  if (!is_subject(text(claims, "sub").value_or(""))) return TokenFault::subject;
  return std::nullopt;
}

bool is_true(const json::object& claims, std::string_view name) {
  const auto* const value = claims.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

}  // namespace

std::string_view to_string(TokenFault fault) {
  switch (fault) {
    case TokenFault::malformed:
      return "malformed";
    case TokenFault::algorithm:
      return "algorithm";
    case TokenFault::unknown_key:
      return "unknown_key";
    case TokenFault::signature:
      return "signature";
    case TokenFault::issuer:
      return "issuer";
    case TokenFault::audience:
      return "audience";
    case TokenFault::expired:
      return "expired";
    case TokenFault::issued_at:
      return "issued_at";
    case TokenFault::nonce:
      return "nonce";
    case TokenFault::subject:
      return "subject";
  }
  return "unknown";
}

std::expected<IdToken, TokenFault> verify_id_token(std::string_view token, const Jwks& keys,
                                                   const TokenDemands& demands) {
  const auto parts = split(token);
  if (!parts) return Refused(TokenFault::malformed);
  const auto kind = kind_of(parts->header);
  if (!kind) return Refused(TokenFault::algorithm);
  const auto* const key = keys.find(text(parts->header, "kid").value_or(""), *kind);
  if (key == nullptr) return Refused(TokenFault::unknown_key);
  if (!key->verifies(parts->signed_text, parts->signature)) return Refused(TokenFault::signature);

  const auto& claims = parts->claims;
  if (const auto fault = find_fault(claims, demands)) return Refused(*fault);
  return IdToken{.subject = *text(claims, "sub"),
                 .email = text(claims, "email"),
                 .email_verified = is_true(claims, "email_verified"),
                 .name = text(claims, "name"),
                 .locale = text(claims, "locale")};
}

}  // namespace pomopomo::accounts
