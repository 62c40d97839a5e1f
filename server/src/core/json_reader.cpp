#include "core/json_reader.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <cmath>

namespace pomopomo {

namespace json = boost::json;

namespace {

using Code = json::error_code;

// Builds the value and counts the members it is given: a duplicate key leaves fewer in the value.
struct Builder {
  static constexpr std::size_t max_object_size = kMaxJsonMembers;
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  json::value_stack stack;
  std::size_t members = 0;
  bool may_repeat = false;  // some object has two members or more
  bool infinite = false;

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t count, Code&) {
    members += count;
    may_repeat = may_repeat || count > 1;
    stack.push_object(count);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t count, Code&) {
    stack.push_array(count);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, Code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, Code&) {
    stack.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, Code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, Code&) {
    stack.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view, Code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, Code&) {
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, Code&) {
    stack.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, Code&) {
    infinite = infinite || !std::isfinite(number);
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool value, Code&) {
    stack.push_bool(value);
    return true;
  }
  bool on_null(Code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }
};

std::size_t count_members(const json::value& value) {
  std::size_t sum = 0;
  if (const auto* object = value.if_object()) {
    sum = object->size();
    for (const auto& member : *object) sum += count_members(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) sum += count_members(element);
  }
  return sum;
}

// Does the escape of a leading surrogate end near `at`? The parser calls what follows a plain
// syntax error.
bool after_leading_surrogate(std::string_view text, std::size_t at) {
  const auto from = at < 8 ? 0 : at - 8;
  const auto near = text.substr(from, 9);
  for (const std::string_view escape : {"\\ud8", "\\ud9", "\\uda", "\\udb"}) {
    const auto same = [](char a, char b) { return a == b || (b >= 'a' && a == b - 'a' + 'A'); };
    if (std::search(near.begin(), near.end(), escape.begin(), escape.end(), same) != near.end()) {
      return true;
    }
  }
  return false;
}

JsonFault fault_of(const Code& code, std::string_view text, std::size_t at) {
  if (code == json::error::too_deep) return JsonFault::too_deep;
  if (code == json::error::object_too_large) return JsonFault::too_many_members;
  if (code == json::error::exponent_overflow) return JsonFault::bad_number;
  if (code == json::error::illegal_leading_surrogate ||
      code == json::error::illegal_trailing_surrogate ||
      code == json::error::expected_utf16_escape) {
    return JsonFault::bad_string;
  }
  return after_leading_surrogate(text, at) ? JsonFault::bad_string : JsonFault::syntax;
}

}  // namespace

std::string_view to_string(JsonFault fault) {
  switch (fault) {
    case JsonFault::syntax:
      return "syntax";
    case JsonFault::too_deep:
      return "too_deep";
    case JsonFault::too_many_members:
      return "too_many_members";
    case JsonFault::duplicate_key:
      return "duplicate_key";
    case JsonFault::bad_number:
      return "bad_number";
    case JsonFault::bad_string:
      return "bad_string";
  }
  return "syntax";
}

std::expected<json::value, JsonFault> read_json(std::string_view text, std::size_t max_depth) {
  json::parse_options options;
  options.max_depth = max_depth;
  json::basic_parser<Builder> parser(options);
  parser.handler().stack.reset();
  Code code;
  const auto taken = parser.write_some(false, text.data(), text.size(), code);
  if (code) return std::unexpected(fault_of(code, text, taken));
  if (taken < text.size()) return std::unexpected(JsonFault::syntax);
  auto& builder = parser.handler();
  if (builder.infinite) return std::unexpected(JsonFault::bad_number);
  auto value = builder.stack.release();
  if (builder.may_repeat && count_members(value) != builder.members) {
    return std::unexpected(JsonFault::duplicate_key);
  }
  return value;
}

}  // namespace pomopomo
