#pragma once
// The queue of a room: what may stand in it and how it is edited. Pure; the timer follows by
// SetQueue (R8).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/ids.hpp"
#include "rooms/timer.hpp"

namespace pomopomo::rooms {

inline constexpr std::size_t kMaxSegments = 50;
inline constexpr std::size_t kMaxLabel = 100;  // code points
inline constexpr std::int64_t kMinDurationSec = 60;
inline constexpr std::int64_t kMaxDurationSec = 7200;

// A segment as a client sends it, kinds of values checked, ranges not.
struct SegmentInput {
  std::optional<SegmentId> id;  // keeps that segment of the queue; unknown ones are refused
  std::string kind;
  std::optional<std::string> label;  // default: the kind's name
  std::int64_t duration_sec = 0;
  std::optional<bool> counts_as_focus;  // read for `custom`: default true
};

struct ReplaceQueue {
  std::vector<SegmentInput> segments;
};
struct AddSegment {
  SegmentInput segment;
  std::optional<std::int64_t> index;  // default: the end
};
struct UpdateSegment {
  SegmentId id;
  std::optional<std::string> kind;
  std::optional<std::string> label;
  std::optional<std::int64_t> duration_sec;
  std::optional<bool> counts_as_focus;
};
struct RemoveSegment {
  SegmentId id;
};
struct MoveSegment {
  SegmentId id;
  std::int64_t index = 0;
};
using QueueEdit = std::variant<ReplaceQueue, AddSegment, UpdateSegment, RemoveSegment, MoveSegment>;

using NewSegmentId = std::function<SegmentId()>;

// Errors: invalid with the field's path (kind, label, durationSec, index, segments, id),
// not_found/unknown_segment.
Result<std::vector<Segment>> edit_queue(std::vector<Segment> queue, const QueueEdit& edit,
                                        const NewSegmentId& new_id);

// `classic` (25/5 ×4, the last break 15), `fifty_ten` (50/10 ×3), `sprint` (15/3 ×4), `empty`.
// Errors: invalid `template`.
Result<std::vector<Segment>> queue_from_template(std::string_view name, const NewSegmentId& new_id);

}  // namespace pomopomo::rooms
