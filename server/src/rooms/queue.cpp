#include "rooms/queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/text.hpp"

namespace pomopomo::rooms {

namespace {

std::string_view default_label(SegmentKind kind) {
  switch (kind) {
    case SegmentKind::focus:
      return "Focus";
    case SegmentKind::break_:
      return "Short break";
    case SegmentKind::long_break:
      return "Long break";
    case SegmentKind::custom:
      break;
  }
  return "Custom";
}

Result<SegmentKind> check_kind(std::string_view name, const std::string& path) {
  if (const auto kind = parse_segment_kind(name)) return *kind;
  return fail_field(path + "kind", "unknown_value",
                    fmt::format("{}kind must be focus, break, long_break or custom.", path));
}

Result<std::string> check_label(std::string_view label, const std::string& path) {
  const auto cleaned = clean_line(label);
  if (!cleaned)
    return fail_field(path + "label", "not_utf8",
                      fmt::format("{}label must be valid UTF-8.", path));
  if (cleaned->empty())
    return fail_field(path + "label", "empty", fmt::format("{}label must not be empty.", path));
  if (length_in_code_points(*cleaned) > kMaxLabel) {
    return fail_field(path + "label", "too_long",
                      fmt::format("{}label must be at most {} characters.", path, kMaxLabel));
  }
  return *cleaned;
}

Result<Seconds> check_duration(std::int64_t seconds, const std::string& path) {
  if (seconds < kMinDurationSec || seconds > kMaxDurationSec) {
    return fail_field(path + "durationSec", "out_of_range",
                      fmt::format("{}durationSec must be between {} and {} seconds.", path,
                                  kMinDurationSec, kMaxDurationSec));
  }
  return Seconds(seconds);
}

// Focus always counts, breaks never do (F3); only a custom segment chooses.
bool counts(SegmentKind kind, std::optional<bool> wish) {
  return kind == SegmentKind::focus || (kind == SegmentKind::custom && wish.value_or(true));
}

Result<Segment> check_segment(const SegmentInput& input, SegmentId id, const std::string& path) {
  const auto kind = check_kind(input.kind, path);
  if (!kind) return std::unexpected(kind.error());
  const auto label =
      input.label ? check_label(*input.label, path) : Result<std::string>(default_label(*kind));
  if (!label) return std::unexpected(label.error());
  const auto duration = check_duration(input.duration_sec, path);
  if (!duration) return std::unexpected(duration.error());
  return Segment{id, *kind, *label, *duration, counts(*kind, input.counts_as_focus)};
}

std::unexpected<Error> unknown_segment() {
  return fail(ErrorCode::not_found, "unknown_segment", "There is no such segment in the queue.");
}

std::unexpected<Error> too_many(std::string_view field) {
  return fail_field(field, "too_many",
                    fmt::format("The queue holds at most {} segments.", kMaxSegments));
}

using Edited = Result<std::vector<Segment>>;

Edited edit(std::vector<Segment> queue, const ReplaceQueue& input, const NewSegmentId& new_id) {
  if (input.segments.size() > kMaxSegments) return too_many("segments");
  std::set<SegmentId> kept;
  std::vector<Segment> next;
  for (std::size_t i = 0; i < input.segments.size(); ++i) {
    const auto& wanted = input.segments[i];
    const std::string path = fmt::format("segments[{}].", i);
    if (wanted.id) {
      if (std::ranges::find(queue, *wanted.id, &Segment::id) == queue.end())
        return unknown_segment();
      if (!kept.insert(*wanted.id).second) {
        return fail_field(path + "id", "duplicate",
                          fmt::format("{}id names a segment twice.", path));
      }
    }
    auto segment = check_segment(wanted, wanted.id ? *wanted.id : new_id(), path);
    if (!segment) return std::unexpected(segment.error());
    next.push_back(std::move(*segment));
  }
  return next;
}

Edited edit(std::vector<Segment> queue, const AddSegment& input, const NewSegmentId& new_id) {
  if (queue.size() >= kMaxSegments) return too_many("segment");
  const auto size = static_cast<std::int64_t>(queue.size());
  const auto index = input.index.value_or(size);
  if (index < 0 || index > size) {
    return fail_field("index", "out_of_range",
                      fmt::format("index must be between 0 and {}.", size));
  }
  auto segment = check_segment(input.segment, new_id(), "segment.");
  if (!segment) return std::unexpected(segment.error());
  queue.insert(queue.begin() + index, std::move(*segment));
  return queue;
}

Edited edit(std::vector<Segment> queue, const UpdateSegment& input, const NewSegmentId&) {
  const auto found = std::ranges::find(queue, input.id, &Segment::id);
  if (found == queue.end()) return unknown_segment();
  if (input.kind) {
    const auto kind = check_kind(*input.kind, "");
    if (!kind) return std::unexpected(kind.error());
    found->counts_as_focus = counts(*kind, std::nullopt);
    found->kind = *kind;
  }
  if (input.label) {
    auto label = check_label(*input.label, "");
    if (!label) return std::unexpected(label.error());
    found->label = std::move(*label);
  }
  if (input.duration_sec) {
    const auto duration = check_duration(*input.duration_sec, "");
    if (!duration) return std::unexpected(duration.error());
    found->duration = *duration;
  }
  if (input.counts_as_focus) found->counts_as_focus = counts(found->kind, input.counts_as_focus);
  return queue;
}

Edited edit(std::vector<Segment> queue, const RemoveSegment& input, const NewSegmentId&) {
  if (std::erase_if(queue, [&](const Segment& s) { return s.id == input.id; }) == 0)
    return unknown_segment();
  return queue;
}

Edited edit(std::vector<Segment> queue, const MoveSegment& input, const NewSegmentId&) {
  const auto found = std::ranges::find(queue, input.id, &Segment::id);
  if (found == queue.end()) return unknown_segment();
  if (input.index < 0 || input.index >= static_cast<std::int64_t>(queue.size())) {
    return fail_field("index", "out_of_range",
                      fmt::format("index must be between 0 and {}.", queue.size() - 1));
  }
  auto moved = std::move(*found);
  queue.erase(found);
  queue.insert(queue.begin() + input.index, std::move(moved));
  return queue;
}

std::vector<Segment> rounds(int count, int focus_min, int break_min, const NewSegmentId& new_id) {
  std::vector<Segment> queue;
  for (int i = 0; i < count; ++i) {
    queue.push_back({new_id(), SegmentKind::focus, "Focus", std::chrono::minutes(focus_min), true});
    queue.push_back(
        {new_id(), SegmentKind::break_, "Short break", std::chrono::minutes(break_min), false});
  }
  return queue;
}

}  // namespace

Result<std::vector<Segment>> edit_queue(std::vector<Segment> queue, const QueueEdit& change,
                                        const NewSegmentId& new_id) {
  return std::visit([&](const auto& e) { return edit(std::move(queue), e, new_id); }, change);
}

Result<std::vector<Segment>> queue_from_template(std::string_view name,
                                                 const NewSegmentId& new_id) {
  if (name == "empty") return std::vector<Segment>{};
  if (name == "fifty_ten") return rounds(3, 50, 10, new_id);
  if (name == "sprint") return rounds(4, 15, 3, new_id);
  if (name == "classic") {
    auto queue = rounds(4, 25, 5, new_id);
    auto& last = queue.back();
    last = {last.id, SegmentKind::long_break, "Long break", std::chrono::minutes(15), false};
    return queue;
  }
  return fail_field("template", "unknown_value",
                    "template must be classic, fifty_ten, sprint or empty.");
}

}  // namespace pomopomo::rooms
