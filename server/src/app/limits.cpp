#include "app/limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace pomopomo::app {

namespace {

using realtime::kLimits;
using realtime::RateRule;

constexpr std::int64_t kMostOften = 1'000'000'000;
constexpr Millis kLongestPeriod = std::chrono::hours(24);

struct Unit {
  std::string_view name;
  Millis length;
};
// Longest first: a period is written in the first that divides it.
constexpr std::array<Unit, 4> kUnits{{{"h", std::chrono::hours(1)},
                                      {"min", std::chrono::minutes(1)},
                                      {"s", std::chrono::seconds(1)},
                                      {"ms", Millis(1)}}};

// Takes the digits at the front; nullopt when there are none or too many.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc{} || number < 1 || number > kMostOften) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<RateRule> read_rule(std::string_view text) {
  const auto count = take_number(text);
  if (!count || !text.starts_with('/')) return std::nullopt;
  text.remove_prefix(1);
  const auto units = take_number(text).value_or(1);
  const auto unit = std::ranges::find(kUnits, text, &Unit::name);
  if (unit == kUnits.end() || units > kLongestPeriod / unit->length) return std::nullopt;
  return RateRule{*count, units * unit->length};
}

std::string write_rule(const RateRule& rule) {
  const auto unit = std::ranges::find_if(
      kUnits, [&](const Unit& u) { return rule.period % u.length == Millis(0); });
  const auto units = rule.period / unit->length;
  return fmt::format("{}/{}{}", rule.count, units == 1 ? "" : std::to_string(units), unit->name);
}

}  // namespace

Result<realtime::RateRules> read_rules(const std::vector<std::string>& changes) {
  auto rules = realtime::default_rules();
  for (const std::string_view change : changes) {
    const auto equals = std::min(change.find('='), change.size());
    const auto row =
        std::ranges::find(kLimits, change.substr(0, equals), &realtime::LimitRow::name);
    if (row == kLimits.end()) {
      return fail(ErrorCode::invalid, "unknown_limit",
                  fmt::format("{} names no limit; there are {}", change, describe_rules()));
    }
    const auto rule = read_rule(change.substr(std::min(equals + 1, change.size())));
    if (!rule) {
      return fail(ErrorCode::invalid, "no_rule",
                  fmt::format("{} is no count and period, such as {}={}", change, row->name,
                              write_rule(row->rule)));
    }
    rules.at(static_cast<std::size_t>(row - kLimits.begin())) = *rule;
  }
  return rules;
}

std::string describe_rules() {
  std::string text;
  for (const auto& row : kLimits) {
    text += fmt::format("{}{}={} ({})", text.empty() ? "" : ", ", row.name, write_rule(row.rule),
                        row.what);
  }
  return text;
}

}  // namespace pomopomo::app
