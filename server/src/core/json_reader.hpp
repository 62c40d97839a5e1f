#pragma once
// JSON as clients send it, without what a plain parser lets pass: duplicate keys, numbers without a
// value, deep nesting, objects so large that keys made to collide would cost time.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

#include <boost/json/value.hpp>

namespace pomopomo {

enum class JsonFault : std::uint8_t {
  syntax,  // no JSON at all
  too_deep,
  too_many_members,
  duplicate_key,
  bad_number,  // beyond what a double holds
  bad_string,  // half of a surrogate pair
};
std::string_view to_string(JsonFault fault);

inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxJsonMembers = 256;  // of one object

// Arrays and objects may nest `max_depth` deep.
std::expected<boost::json::value, JsonFault> read_json(std::string_view text,
                                                       std::size_t max_depth = kMaxJsonDepth);

}  // namespace pomopomo
