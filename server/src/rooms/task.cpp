#include "rooms/task.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace pomopomo::rooms {

json::object to_json(const Task& task) {
  return {{"segmentId", task.segment.str()},
          {"visibility", task.owner ? "private" : "public"},
          {"text", task.text},
          {"done", task.done},
          {"updatedAt", to_epoch_ms(task.updated_at)}};
}

Result<std::string> clean_task_text(std::string_view text, std::string_view field) {
  auto cleaned = clean_line(text);
  if (!cleaned) return fail_field(field, "not_utf8", fmt::format("{} must be valid UTF-8.", field));
  if (length_in_code_points(*cleaned) > kMaxTaskText) {
    return fail_field(field, "too_long",
                      fmt::format("{} must be at most {} characters.", field, kMaxTaskText));
  }
  return std::move(*cleaned);
}

}  // namespace pomopomo::rooms
