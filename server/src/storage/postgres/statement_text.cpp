#include "storage/postgres/statement_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace pomopomo::storage::postgres {
namespace {

bool is_in_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

bool begins_name(char c) {
  return is_in_name(c) && !std::isdigit(static_cast<unsigned char>(c));
}

// Past the last character of what `end` closes and `begin` characters open.
std::size_t skip_to(std::string_view rest, std::size_t begin, std::string_view end) {
  const auto found = rest.find(end, begin);
  return found == rest.npos ? rest.size() : found + end.size();
}

// How many characters at the start of `rest` (not empty) are copied as they are: quoted text, a
// quoted name, a comment, a cast, or else one character. A doubled quote inside quotes reads as two
// quoted pieces, which copies the same.
std::size_t verbatim(std::string_view rest) {
  if (rest.starts_with("'")) return skip_to(rest, 1, "'");
  if (rest.starts_with("\"")) return skip_to(rest, 1, "\"");
  if (rest.starts_with("--")) return skip_to(rest, 2, "\n");
  if (rest.starts_with("/*")) return skip_to(rest, 2, "*/");
  if (rest.starts_with("::")) return 2;
  return 1;
}

}  // namespace

StatementText number_parameters(std::string_view text) {
  StatementText made;
  auto& names = made.parameters;
  while (!text.empty()) {
    if (text.size() > 1 && text[0] == ':' && begins_name(text[1])) {
      const auto* end = std::ranges::find_if_not(text.substr(1), is_in_name);
      const std::string_view name(text.begin() + 1, end);
      const auto known = std::ranges::find(names, name);
      fmt::format_to(std::back_inserter(made.sql), "${}", known - names.begin() + 1);
      if (known == names.end()) names.emplace_back(name);
      text.remove_prefix(name.size() + 1);
    } else {
      const auto length = verbatim(text);
      made.sql += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return made;
}

}  // namespace pomopomo::storage::postgres
