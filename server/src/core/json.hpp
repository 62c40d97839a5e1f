#pragma once
// JSON of the wire, from and to described structs (BOOST_DESCRIBE_STRUCT). `display_name` in C++ is
// `displayName` in JSON.
//
//   struct Rename { std::string name; std::optional<bool> loud; };
//   BOOST_DESCRIBE_STRUCT(Rename, (), (name, loud))
//   Result<Rename> input = decode<Rename>(payload);   // {"name": "x"} → ok; {"name": 1} → invalid,
//   field "name"
//
// Decoding is strict about kinds (no 1 for true, no "1" for 1, no fractions for integers) and
// ignores unknown members, so that nothing can be assigned that the struct does not name. Ranges
// and lengths are the feature's own checks.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11/algorithm.hpp>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"

namespace pomopomo {

namespace json = boost::json;

// An optional member that tells "absent" from "null": {"name": null} clears a name, {} leaves it.
template <class T>
struct Patch {
  bool given = false;
  std::optional<T> value;
};

namespace detail {

std::string camel_case(std::string_view snake);

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_patch : std::false_type {};
template <class T>
struct is_patch<Patch<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

// Whether a client has been told enough: a long list of wrong elements is no reason for a longer
// answer.
bool is_enough(const std::vector<FieldError>& errors);
void unknown_value(std::vector<FieldError>& errors, const std::string& path,
                   std::string_view known);
void wrong_type(std::vector<FieldError>& errors, const std::string& path,
                std::string_view expected);
void missing(std::vector<FieldError>& errors, const std::string& path);
// False (with an error noted) unless `value` is a whole number that fits 53 bits, as 1500 or 1500.0
// is and 0.5 is not.
bool read_integer(const json::value& value, const std::string& path, std::int64_t& out,
                  std::vector<FieldError>& errors);
bool read_id(const json::value& value, const std::string& path, std::int64_t& out,
             std::vector<FieldError>& errors);

// A described enum by the name of its enumerator.
template <class T>
void decode_enum(const json::value& value, const std::string& path, T& out,
                 std::vector<FieldError>& errors) {
  if (!value.is_string()) return wrong_type(errors, path, "text");
  if (boost::describe::enum_from_string(value.get_string().c_str(), out)) return;
  std::string known;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
      [&](auto enumerator) { known.append(known.empty() ? "" : ", ").append(enumerator.name); });
  unknown_value(errors, path, known);
}

template <class T>
void decode_into(const json::value& value, const std::string& path, T& out,
                 std::vector<FieldError>& errors);

template <class T, class Member>
void decode_member(const json::object& object, const std::string& parent, T& out, Member member,
                   std::vector<FieldError>& errors) {
  const std::string key = camel_case(member.name);
  const std::string path = parent.empty() ? key : parent + "." + key;
  auto& target = out.*(member.pointer);
  using Target = std::remove_reference_t<decltype(target)>;
  const json::value* found = object.if_contains(key);
  if constexpr (is_patch<Target>::value) {
    if (found == nullptr) return;
    target.given = true;
    if (!found->is_null()) decode_into(*found, path, target.value.emplace(), errors);
  } else if constexpr (is_optional<Target>::value) {
    if (found != nullptr && !found->is_null()) decode_into(*found, path, target.emplace(), errors);
  } else if (found == nullptr) {
    missing(errors, path);
  } else {
    decode_into(*found, path, target, errors);
  }
}

template <class T>
void decode_into(const json::value& value, const std::string& path, T& out,
                 std::vector<FieldError>& errors) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!value.is_string()) return wrong_type(errors, path, "text");
    out.assign(value.get_string().data(), value.get_string().size());
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!value.is_bool()) return wrong_type(errors, path, "true or false");
    out = value.get_bool();
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    read_integer(value, path, out, errors);
  } else if constexpr (is_id<T>::value) {
    read_id(value, path, out.value, errors);
  } else if constexpr (boost::describe::has_describe_enumerators<T>::value) {
    decode_enum(value, path, out, errors);
  } else if constexpr (is_vector<T>::value) {
    if (!value.is_array()) return wrong_type(errors, path, "a list");
    for (std::size_t i = 0; i < value.get_array().size() && !is_enough(errors); ++i) {
      decode_into(value.get_array()[i], path + "[" + std::to_string(i) + "]", out.emplace_back(),
                  errors);
    }
  } else {
    if (!value.is_object()) return wrong_type(errors, path.empty() ? "body" : path, "an object");
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) { decode_member(value.get_object(), path, out, member, errors); });
  }
}

Error decode_error(std::vector<FieldError> errors);

}  // namespace detail

// Errors: invalid, with one FieldError for each member that does not fit (`required`, `wrong_type`,
// `not_whole`, …).
template <class T>
Result<T> decode(const json::value& value) {
  T out{};
  std::vector<FieldError> errors;
  detail::decode_into(value, "", out, errors);
  if (!errors.empty()) return std::unexpected(detail::decode_error(std::move(errors)));
  return out;
}

// How C++ values stand in JSON: ids as strings, instants as epoch milliseconds, durations as their
// count, an absent optional as null, enums by their described name or `to_string`.
template <class T>
json::value encode(const T& value) {
  if constexpr (detail::is_optional<T>::value) {
    return value ? encode(*value) : json::value(nullptr);
  } else if constexpr (detail::is_id<T>::value) {
    return json::value(value.str());
  } else if constexpr (std::is_same_v<T, TimePoint>) {
    return json::value(to_epoch_ms(value));
  } else if constexpr (requires { value.count(); }) {
    return json::value(value.count());
  } else if constexpr (boost::describe::has_describe_enumerators<T>::value) {
    return json::value(boost::describe::enum_to_string(value, ""));
  } else if constexpr (std::is_enum_v<T>) {
    return json::value(json::string(to_string(value)));
  } else if constexpr (detail::is_vector<T>::value) {
    json::array out;
    out.reserve(value.size());
    for (const auto& item : value) out.push_back(encode(item));
    return out;
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    json::object out;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) {
          out[detail::camel_case(member.name)] = encode(value.*(member.pointer));
        });
    return out;
  } else {
    return json::value(value);
  }
}

// Parses a document as clients send it (core/json_reader.hpp). Errors: invalid `not_json`.
Result<json::value> parse_json(std::string_view text);

}  // namespace pomopomo
