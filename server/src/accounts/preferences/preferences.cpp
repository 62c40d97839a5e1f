#include "accounts/preferences/preferences.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/sql.hpp"

namespace pomopomo::accounts {

namespace {

struct PreferenceBody {
  std::int64_t changed_at = 0;
};
BOOST_DESCRIBE_STRUCT(PreferenceBody, (), (changed_at))

bool is_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_allowed = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= kMaxPreferenceName && is_letter(name.front()) &&
         std::ranges::all_of(name, is_allowed);
}

Result<Preference> read_one(std::string_view name, const json::value& body) {
  if (!is_name(name))
    return fail_field("values", "bad_name",
                      "Names of preferences hold letters, digits, dots, _ and -, 64 at most.");
  const auto path = fmt::format("values.{}", name);
  if (!body.is_object())
    return fail_field(path, "wrong_type", fmt::format("{} must be an object.", path));
  const auto* value = body.get_object().if_contains("value");
  if (value == nullptr)
    return fail_field(path + ".value", "required", fmt::format("{}.value is required.", path));
  const auto rest = decode<PreferenceBody>(body);
  if (!rest) {
    const auto& fault = rest.error().fields.front();
    return fail_field(fmt::format("{}.{}", path, fault.field), fault.code,
                      fmt::format("{}.{}", path, fault.message));
  }
  if (json::serialize(*value).size() > kMaxPreferenceBytes)
    return fail_field(path + ".value", "too_long",
                      fmt::format("{}.value must be at most {} bytes.", path, kMaxPreferenceBytes));
  return Preference{std::string(name), *value,
                    from_epoch_ms(std::max<std::int64_t>(rest->changed_at, 0))};
}

std::vector<Preference> list_all(storage::Transaction& tx, UserId user) {
  std::vector<Preference> all;
  for (const auto& row : tx.query(sql::preferences::list, {{"user", user}}))
    all.push_back({row.text("name"), json::parse(row.text("value")), row.time("changed_at")});
  return all;
}

}  // namespace

Result<std::vector<Preference>> read_preferences(const json::value& body) {
  const auto* values = body.is_object() ? body.get_object().if_contains("values") : nullptr;
  if (values == nullptr) return fail_field("values", "required", "values is required.");
  if (!values->is_object()) return fail_field("values", "wrong_type", "values must be an object.");
  if (values->get_object().size() > kMaxPreferences)
    return fail_field("values", "too_many",
                      fmt::format("values may be {} at most.", kMaxPreferences));
  std::vector<Preference> preferences;
  for (const auto& [name, value] : values->get_object()) {
    auto one = read_one(name, value);
    if (!one) return std::unexpected(std::move(one.error()));
    preferences.push_back(std::move(*one));
  }
  return preferences;
}

json::object to_json(const std::vector<Preference>& preferences) {
  json::object values;
  for (const auto& one : preferences) {
    values[one.name] =
        json::object{{"value", one.value}, {"changedAt", to_epoch_ms(one.changed_at)}};
  }
  return {{"values", std::move(values)}};
}

asio::awaitable<std::vector<Preference>> Preferences::list(UserId user) {
  co_return co_await db_.read([user](storage::Transaction& tx) { return list_all(tx, user); });
}

asio::awaitable<Result<std::vector<Preference>>> Preferences::merge(
    UserId user, std::vector<Preference> changes) {
  const auto now = clock_.now();
  for (auto& change : changes) change.changed_at = std::min(change.changed_at, now);
  std::ranges::sort(changes, {}, &Preference::name);  // locked in one order
  using All = std::vector<Preference>;
  co_return co_await db_.write([&](storage::Transaction& tx) -> Result<All> {
    All taken;
    for (const auto& change : changes) {
      const auto rows =
          tx.execute(sql::preferences::save, {{"user", user},
                                              {"name", change.name},
                                              {"value", json::serialize(change.value)},
                                              {"changed_at", change.changed_at}});
      if (rows > 0) taken.push_back(change);
    }
    auto all = list_all(tx, user);
    if (all.size() > kMaxPreferences)
      return fail(ErrorCode::full, "too_many_preferences",
                  "There is no room for more preferences.");
    if (!taken.empty())
      tx.after_commit([this, user, taken = std::move(taken)] { changed_(user, taken); });
    return all;
  });
}

}  // namespace pomopomo::accounts
