#include "http/content_encoding.hpp"

#include <optional>

#include "http/text.hpp"

namespace pomopomo::http {

namespace {

// A q-value in thousandths: "1", "0.5", "0.125". Anything else counts as 0.
int parse_q(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int thousandths = text[0] == '1' ? 1000 : 0;
  if (text.size() == 1) return thousandths;
  if (text[1] != '.' || text.size() > 5) return 0;
  int unit = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return 0;
    thousandths += (c - '0') * unit;
    unit /= 10;
  }
  return thousandths > 1000 ? 0 : thousandths;
}

int read_q(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto parameter = next_element(parameters, ';');
    if (parameter.size() > 2 && iequals(parameter.substr(0, 2), "q="))
      return parse_q(parameter.substr(2));
  }
  return 1000;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip:
      return "gzip";
    case Encoding::br:
      return "br";
    case Encoding::identity:
      break;
  }
  return {};
}

Encoding choose_encoding(std::string_view accept_encoding, bool has_br, bool has_gzip) {
  std::optional<int> br;
  std::optional<int> gzip;
  std::optional<int> identity;
  int others = 0;  // "*"
  while (!accept_encoding.empty()) {
    auto element = next_element(accept_encoding);
    const auto coding = next_element(element, ';');
    const int q = read_q(element);
    if (iequals(coding, "br")) br = q;
    if (iequals(coding, "gzip") || iequals(coding, "x-gzip")) gzip = q;
    if (iequals(coding, "identity")) identity = q;
    if (coding == "*") others = q;
  }
  const int wants_br = has_br ? br.value_or(others) : 0;
  const int wants_gzip = has_gzip ? gzip.value_or(others) : 0;
  const int wants_identity = identity.value_or(0);
  if (wants_br > 0 && wants_br >= wants_gzip && wants_br >= wants_identity) return Encoding::br;
  if (wants_gzip > 0 && wants_gzip >= wants_identity) return Encoding::gzip;
  return Encoding::identity;
}

}  // namespace pomopomo::http
