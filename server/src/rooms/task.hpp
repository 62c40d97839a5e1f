#pragma once
// What people plan for a segment: one public task for everybody, and one private task a person.

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "core/json.hpp"

namespace pomopomo::rooms {

inline constexpr std::size_t kMaxTaskText = 500;  // code points

struct Task {
  SegmentId segment;
  std::optional<MemberId> owner;  // whose private task; empty: the public one
  std::string text;               // empty when cleared
  bool done = false;
  TimePoint updated_at;
};

json::object to_json(const Task& task);

// The text as it is kept; empty clears a task. Errors: invalid `field` (not_utf8, too_long).
Result<std::string> clean_task_text(std::string_view text, std::string_view field);

}  // namespace pomopomo::rooms
