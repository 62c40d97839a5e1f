#include "storage/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pomopomo::storage {
namespace {

template <class T>
const T& expect(const Value& value, std::string_view column, std::string_view kind) {
  if (const T* held = std::get_if<T>(&value)) return *held;
  throw StorageError(fmt::format("column {} holds no {}", column, kind));
}

}  // namespace

Value to_value(Null) {
  return Null{};
}
Value to_value(double value) {
  if (std::isnan(value)) throw StorageError("not a number cannot be stored");
  return value;
}
Value to_value(std::string_view value) {
  return std::string(value);
}
Value to_value(Blob value) {
  return value;
}

std::size_t length_of_lists(std::string_view statement, Params lists) {
  std::optional<std::size_t> common;
  for (const auto& [name, value] : lists) {
    const auto* integers = std::get_if<Integers>(&value);
    const auto* texts = std::get_if<Texts>(&value);
    if (!integers && !texts)
      throw StorageError(fmt::format("{}: parameter {} is no list", statement, name));
    const auto length = integers ? integers->size() : texts->size();
    if (length != common.value_or(length))
      throw StorageError(fmt::format("{}: list {} has another length", statement, name));
    common = length;
  }
  return common.value_or(0);
}

const Value& Row::at(std::string_view column) const {
  const auto found = std::ranges::find(*names_, column);
  if (found == names_->end())
    throw StorageError(fmt::format("the answer has no column {}", column));
  return values_[static_cast<std::size_t>(found - names_->begin())];
}

bool Row::is_null(std::string_view column) const {
  return std::holds_alternative<Null>(at(column));
}

std::int64_t Row::integer(std::string_view column) const {
  return expect<std::int64_t>(at(column), column, "integer");
}

double Row::real(std::string_view column) const {
  const Value& value = at(column);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return expect<double>(value, column, "number");
}

const std::string& Row::text(std::string_view column) const {
  return expect<std::string>(at(column), column, "text");
}

const std::string& Row::blob(std::string_view column) const {
  return expect<Blob>(at(column), column, "blob").bytes;
}

std::optional<TimePoint> Row::optional_time(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(time(column));
}

std::optional<std::string> Row::optional_text(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<Row> Transaction::query_one(const Statement& statement, Params params) {
  Rows rows = query(statement, params);
  if (rows.size() > 1) {
    throw StorageError(
        fmt::format("{}: {} rows where at most one was expected", statement.name, rows.size()));
  }
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace pomopomo::storage
