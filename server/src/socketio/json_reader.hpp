#pragma once
// JSON as clients send it, with what a plain parser lets pass: duplicate keys, numbers without a
// value, deep nesting.

#include <cstdint>
#include <expected>
#include <string_view>

#include <boost/json/value.hpp>

namespace pomopomo::socketio {

enum class JsonFault : std::uint8_t {
  syntax,  // no JSON at all
  too_deep,
  duplicate_key,
  bad_number,  // beyond what a double holds
  bad_string,  // half of a surrogate pair
};
std::string_view to_string(JsonFault fault);

// Arrays and objects may nest `kMaxDepth` deep.
inline constexpr std::size_t kMaxDepth = 33;  // the arguments' array, and 32 within an argument
std::expected<boost::json::value, JsonFault> read_json(std::string_view text);

}  // namespace pomopomo::socketio
