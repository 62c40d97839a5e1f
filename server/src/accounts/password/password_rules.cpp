#include "accounts/password/password_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/password/common_passwords.hpp"
#include "core/text.hpp"

namespace pomopomo::accounts {

namespace {

constexpr std::size_t kShortUnit = 4;  // what repeats so short a thing is no password

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_listed(std::string_view word) {
  return !word.empty() && word.find('\n') == word.npos &&
         kCommonPasswords.contains(fmt::format("\n{}\n", word));
}

// The shortest start of `text` that makes all of it when repeated.
std::string_view unit_of(std::string_view text) {
  for (std::size_t size = 1; size <= text.size() / 2; ++size) {
    if (text.size() % size == 0 && text.starts_with(text.substr(size))) return text.substr(0, size);
  }
  return text;
}

std::string_view without_digits_behind(std::string_view text) {
  const auto last = text.find_last_not_of("0123456789");
  return last == text.npos ? text : text.substr(0, last + 1);
}

// Also what people make of a common password when they are asked for a longer one: "password2024",
// "passwordpassword".
bool is_common(std::string_view password) {
  const auto unit = unit_of(password);
  const bool repeats = unit.size() < password.size();
  return is_listed(password) || is_listed(without_digits_behind(password)) || is_listed(unit) ||
         (repeats && unit.size() <= kShortUnit);
}

std::unexpected<Error> refuse(std::string_view rule, std::string_view message) {
  return fail_field("password", rule, message);
}

}  // namespace

std::optional<std::string> normal_password(std::string_view password) {
  if (password.size() > kMaxPasswordBytes) return std::nullopt;
  auto normal = normal_form(password);
  if (!normal || normal->size() > kMaxPasswordBytes) return std::nullopt;
  return normal;
}

Result<std::string> check_password(std::string_view password, const PasswordOwner& owner) {
  if (password.size() > kMaxPasswordBytes)
    return refuse("too_long", fmt::format("A password has at most {} bytes.", kMaxPasswordBytes));
  const auto normal = normal_password(password);
  if (!normal) return refuse("not_utf8", "A password must be valid UTF-8.");
  const auto least = owner.has_second_factor ? kMinPasswordWithSecondFactor : kMinPassword;
  if (length_in_code_points(*normal) < least)
    return refuse("too_short", fmt::format("A password has at least {} characters.", least));
  const auto plain = lower(*normal);
  const auto is_owners = [&](const std::optional<std::string>& name) {
    return name && plain == lower(*name);
  };
  if (is_owners(owner.email) || is_owners(owner.username))
    return refuse("own_name", "Your address or username cannot be your password.");
  if (is_common(plain))
    return refuse("too_common", "Too many people use this password. Choose another one.");
  return *normal;
}

}  // namespace pomopomo::accounts
