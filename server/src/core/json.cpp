#include "core/json.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/json_reader.hpp"

namespace pomopomo {

namespace detail {

std::string camel_case(std::string_view snake) {
  std::string out;
  out.reserve(snake.size());
  bool upper = false;
  for (const char c : snake) {
    if (c == '_') {
      upper = true;
    } else {
      out += upper ? static_cast<char>(c - 'a' + 'A') : c;
      upper = false;
    }
  }
  return out;
}

bool is_enough(const std::vector<FieldError>& errors) {
  constexpr std::size_t kMostErrors = 20;
  return errors.size() >= kMostErrors;
}

void wrong_type(std::vector<FieldError>& errors, const std::string& path,
                std::string_view expected) {
  errors.push_back({path, "wrong_type", fmt::format("{} must be {}.", path, expected)});
}

void unknown_value(std::vector<FieldError>& errors, const std::string& path,
                   std::string_view known) {
  errors.push_back({path, "unknown_value", fmt::format("{} must be one of {}.", path, known)});
}

void missing(std::vector<FieldError>& errors, const std::string& path) {
  errors.push_back({path, "required", fmt::format("{} is required.", path)});
}

bool read_integer(const json::value& value, const std::string& path, std::int64_t& out,
                  std::vector<FieldError>& errors) {
  constexpr double kExact =
      9'007'199'254'740'991.0;  // beyond this, JavaScript's numbers are not whole
  if (!value.is_number()) {
    wrong_type(errors, path, "a number");
    return false;
  }
  const double number = value.to_number<double>();
  if (!std::isfinite(number) || std::abs(number) > kExact) {
    errors.push_back({path, "out_of_range", fmt::format("{} is too large.", path)});
    return false;
  }
  if (number != std::trunc(number)) {
    errors.push_back({path, "not_whole", fmt::format("{} must be a whole number.", path)});
    return false;
  }
  out = static_cast<std::int64_t>(number);
  return true;
}

bool read_id(const json::value& value, const std::string& path, std::int64_t& out,
             std::vector<FieldError>& errors) {
  const auto parsed = value.is_string() ? parse_id(value.get_string()) : std::nullopt;
  if (!parsed) {
    wrong_type(errors, path, "an id (text of digits)");
    return false;
  }
  out = *parsed;
  return true;
}

Error decode_error(std::vector<FieldError> errors) {
  Error error{.code = ErrorCode::invalid,
              .reason = errors.front().code,
              .message = errors.front().message,
              .fields = {},
              .retry_after = {},
              .current = {}};
  error.fields = std::move(errors);
  return error;
}

}  // namespace detail

Result<json::value> parse_json(std::string_view text) {
  auto value = read_json(text);
  if (value) return std::move(*value);
  return fail_field("body", "not_json",
                    fmt::format("The body must be JSON in UTF-8, nested at most {} deep, with at "
                                "most {} members an object, none of them twice.",
                                kMaxJsonDepth, kMaxJsonMembers));
}

}  // namespace pomopomo
