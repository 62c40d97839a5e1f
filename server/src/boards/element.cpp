#include "boards/element.hpp"

#include <tuple>

namespace pomopomo::boards {

bool beats(const Element& a, const Element& b) {
  return std::make_tuple(a.version, -a.nonce, a.is_deleted, std::string_view(a.rest)) >
         std::make_tuple(b.version, -b.nonce, b.is_deleted, std::string_view(b.rest));
}

std::string to_text(const Element& element) {
  return fmt::format(R"({{"id":"{}","version":{},"versionNonce":{},"isDeleted":{}{}{}}})",
                     element.id, element.version, element.nonce, element.is_deleted,
                     element.rest.empty() ? "" : ",", element.rest);
}

json::value to_json(const Element& element) {
  return json::parse(to_text(element));
}

}  // namespace pomopomo::boards
