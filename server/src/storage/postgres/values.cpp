#include "storage/postgres/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace pomopomo::storage::postgres {
namespace {

// Types of PostgreSQL's catalogue, which never change their numbers.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kTexts = 1009;
constexpr Oid kInt8s = 1016;
constexpr Oid kNumeric = 1700;
constexpr Oid kUnknown = 0;  // PostgreSQL takes what the place asks for

constexpr int kAsText = 0;
constexpr int kAsBytes = 1;

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};

template <class Number>
Number parse(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw StorageError(fmt::format("PostgreSQL sent {} for a number", text));
  }
  return value;
}

// `\x` and two digits a byte.
Blob to_blob(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1])));
  }
  return {std::move(bytes)};
}

Value to_value(Oid type, std::string_view text) {
  switch (type) {
    case kBool:
      return std::int64_t{text == "t"};
    case kInt2:
    case kInt4:
    case kInt8:
      return parse<std::int64_t>(text);
    case kFloat4:
    case kFloat8:
      return parse<double>(text);
    case kNumeric:  // what sum() of integers is
      if (text.find('.') == text.npos) return parse<std::int64_t>(text);
      return parse<double>(text);
    case kBytea:
      return to_blob(text);
    default:
      return std::string(text);
  }
}

// `{"one","with \"quotes\""}`.
std::string to_array(const Texts& list) {
  std::string made = "{";
  for (const std::string& text : list) {
    made += made.size() > 1 ? ",\"" : "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') made += '\\';
      made += c;
    }
    made += '"';
  }
  return made + "}";
}

bool holds_nul(const Value& value) {
  const auto has_nul = [](const std::string& text) { return text.find('\0') != text.npos; };
  if (const auto* text = std::get_if<std::string>(&value)) return has_nul(*text);
  const auto* texts = std::get_if<Texts>(&value);
  return texts && std::ranges::any_of(*texts, has_nul);
}

void refuse_nul(const Value& value, std::string_view statement, std::string_view name) {
  if (!holds_nul(value)) return;
  throw StorageError(fmt::format(
      "{}: parameter {} is a text with a NUL, which PostgreSQL cannot hold", statement, name));
}

}  // namespace

Bindings::Bindings(std::string_view statement, const StatementText& text, Params params) {
  for (const std::string& name : text.parameters) {
    const auto given = std::ranges::find(params, name, &Param::name);
    if (given == params.end()) {
      throw StorageError(fmt::format("{}: parameter {} is missing", statement, name));
    }
    refuse_nul(given->value, statement, name);
    bind(given->value);
  }
  if (params.size() == text.parameters.size()) return;
  for (const Param& given : params) {
    if (std::ranges::find(text.parameters, given.name) == text.parameters.end()) {
      throw StorageError(fmt::format("{}: unknown parameter {}", statement, given.name));
    }
  }
  throw StorageError(fmt::format("{}: a parameter is given twice", statement));
}

void Bindings::bind(const Value& value) {
  std::visit(Overload{[&](Null) { add(kUnknown, nullptr, 0, kAsText); },
                      [&](std::int64_t v) { add_made(kInt8, fmt::format("{}", v)); },
                      [&](double v) { add_made(kFloat8, fmt::format("{}", v)); },
                      [&](const std::string& v) { add(kText, v.c_str(), v.size(), kAsText); },
                      [&](const Blob& v) { add(kBytea, v.bytes.data(), v.bytes.size(), kAsBytes); },
                      [&](const Integers& v) {
                        add_made(kInt8s, fmt::format("{{{}}}", fmt::join(v, ",")));
                      },
                      [&](const Texts& v) { add_made(kTexts, to_array(v)); }},
             value);
}

void Bindings::add(Oid type, const char* value, std::size_t length, int format) {
  types_.push_back(type);
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

void Bindings::add_made(Oid type, std::string text) {
  const std::string& kept = made_.emplace_back(std::move(text));
  add(type, kept.c_str(), kept.size(), kAsText);
}

Rows to_rows(const PGresult* answer) {
  const int columns = PQnfields(answer);
  std::vector<std::string> names;
  for (int column = 0; column < columns; ++column) names.emplace_back(PQfname(answer, column));
  const auto shared = std::make_shared<const std::vector<std::string>>(std::move(names));
  Rows rows;
  const int count = PQntuples(answer);
  rows.reserve(static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(answer, row, column)) {
        values.emplace_back(Null{});
        continue;
      }
      const std::string_view text(PQgetvalue(answer, row, column),
                                  static_cast<std::size_t>(PQgetlength(answer, row, column)));
      values.push_back(to_value(PQftype(answer, column), text));
    }
    rows.emplace_back(shared, std::move(values));
  }
  return rows;
}

}  // namespace pomopomo::storage::postgres
