#include "storage/sqlite/prepared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace pomopomo::storage {
namespace {

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};

template <class T>
std::string to_json(const std::vector<T>& list) {
  return boost::json::serialize(boost::json::array(list.begin(), list.end()));
}

}  // namespace

Prepared::Prepared(sqlite3_stmt* statement) : statement_(statement) {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int i = 1; i <= count; ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    parameters_.emplace_back(name ? name + 1 : "?");
  }
}

void Prepared::bind(std::string_view statement, Params params) {
  bind_all(statement, params, [this](int index, const Value& value) { bind_one(index, value); });
}

void Prepared::bind_place(std::string_view statement, Params lists, std::size_t place) {
  bind_all(statement, lists, [this, place](int index, const Value& list) {
    sqlite3_stmt* s = statement_.get();
    if (const auto* integers = std::get_if<Integers>(&list))
      return check_bound(index, sqlite3_bind_int64(s, index, (*integers)[place]));
    const auto& text = std::get<Texts>(list)[place];
    check_bound(
        index, sqlite3_bind_text64(s, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  });
}

template <class BindValue>
void Prepared::bind_all(std::string_view statement, Params params, BindValue bind_value) {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const auto given = std::ranges::find(params, parameters_[i], &Param::name);
    if (given == params.end()) {
      throw StorageError(fmt::format("{}: parameter {} is missing", statement, parameters_[i]));
    }
    bind_value(static_cast<int>(i) + 1, given->value);
  }
  if (params.size() == parameters_.size()) return;
  for (const Param& given : params) {
    if (std::ranges::find(parameters_, given.name) == parameters_.end()) {
      throw StorageError(fmt::format("{}: unknown parameter {}", statement, given.name));
    }
  }
  throw StorageError(fmt::format("{}: a parameter is given twice", statement));
}

void Prepared::bind_one(int index, const Value& value) {
  sqlite3_stmt* s = statement_.get();
  const auto bind_list = [&](const std::string& made) {
    return sqlite3_bind_text64(s, index, made.data(), made.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  };
  const int code = std::visit(
      Overload{
          [&](Null) { return sqlite3_bind_null(s, index); },
          [&](std::int64_t v) { return sqlite3_bind_int64(s, index, v); },
          [&](double v) { return sqlite3_bind_double(s, index, v); },
          [&](const std::string& v) {
            return sqlite3_bind_text64(s, index, v.data(), v.size(), SQLITE_STATIC, SQLITE_UTF8);
          },
          [&](const Blob& v) {
            return sqlite3_bind_blob64(s, index, v.bytes.data(), v.bytes.size(), SQLITE_STATIC);
          },
          [&](const Integers& v) { return bind_list(to_json(v)); },
          [&](const Texts& v) { return bind_list(to_json(v)); }},
      value);
  check_bound(index, code);
}

void Prepared::check_bound(int index, int code) const {
  if (code != SQLITE_OK) {
    throw StorageError(fmt::format(
        "binding {}: {}", parameters_[static_cast<std::size_t>(index) - 1], sqlite3_errstr(code)));
  }
}

void Prepared::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

Row Prepared::row() {
  refresh_columns();
  std::vector<Value> values;
  const int count = sqlite3_column_count(statement_.get());
  values.reserve(static_cast<std::size_t>(count));
  for (int column = 0; column < count; ++column) values.push_back(value(column));
  return Row(columns_, std::move(values));
}

Value Prepared::value(int column) const {
  sqlite3_stmt* s = statement_.get();
  const auto bytes = [&](const void* data) {
    // An empty blob comes as a null pointer.
    return data ? std::string(static_cast<const char*>(data),
                              static_cast<std::size_t>(sqlite3_column_bytes(s, column)))
                : std::string();
  };
  switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(s, column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(s, column);
    case SQLITE_TEXT:
      return bytes(sqlite3_column_text(s, column));
    case SQLITE_BLOB:
      return Blob{bytes(sqlite3_column_blob(s, column))};
    default:
      return Null{};
  }
}

void Prepared::refresh_columns() {
  sqlite3_stmt* s = statement_.get();
  if (columns_ && sqlite3_stmt_status(s, SQLITE_STMTSTATUS_REPREPARE, 1) == 0) return;
  std::vector<std::string> names;
  const int count = sqlite3_column_count(s);
  for (int column = 0; column < count; ++column) names.emplace_back(sqlite3_column_name(s, column));
  columns_ = std::make_shared<const std::vector<std::string>>(std::move(names));
}

}  // namespace pomopomo::storage
