#pragma once
// What somebody has set on one device, for all of them: theme, sounds, intervals, and the like.
// What the values mean the web client knows; here they are bounded and kept.
//
// Of two values of one name the later change wins, by the clock of the device that made it. That
// clock counts as far as it is not ahead of ours, so that no device wins for ever.

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/asio.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
#include "storage/database.hpp"

namespace pomopomo::accounts {

inline constexpr std::size_t kMaxPreferences = 100;       // a person
inline constexpr std::size_t kMaxPreferenceName = 64;     // characters
inline constexpr std::size_t kMaxPreferenceBytes = 4096;  // of the value as JSON

struct Preference {
  std::string name;  // letters, digits, "." "_" "-", beginning with a letter
  json::value value;
  TimePoint changed_at;
};

// {"theme": {"value": "lofi", "changedAt": 1700000000000}}, as clients write it.
// Errors: invalid `values` (required, wrong_type, too_many), `values.NAME` (bad_name, wrong_type,
// required, too_long).
Result<std::vector<Preference>> read_preferences(const json::value& body);
json::object to_json(const std::vector<Preference>& preferences);

class Preferences {
 public:
  // `changed` is called after COMMIT with what has changed. Thread of it: any.
  using Changed = std::function<void(UserId, const std::vector<Preference>&)>;
  Preferences(storage::Database& db, const Clock& clock, Changed changed)
      : db_(db), clock_(clock), changed_(std::move(changed)) {}

  // All of them, by name.
  asio::awaitable<std::vector<Preference>> list(UserId user);
  // Takes those that are newer than what is kept. Returns: all of them.
  // Errors: full/too_many_preferences; then none is taken.
  asio::awaitable<Result<std::vector<Preference>>> merge(UserId user,
                                                         std::vector<Preference> changes);

 private:
  storage::Database& db_;
  const Clock& clock_;
  const Changed changed_;
};

}  // namespace pomopomo::accounts
