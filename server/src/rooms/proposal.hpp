#pragma once
// What a guest asks the host to do. Pure: reading, checking and writing it.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"
#include "core/json.hpp"
#include "rooms/queue.hpp"

namespace pomopomo::rooms {

enum class ProposalType { add_segment = 0, edit_segment = 1, public_task = 2 };  // stored
enum class ProposalStatus { pending = 0, accepted = 1, rejected = 2 };           // stored
std::string_view to_string(ProposalType type);
std::string_view to_string(ProposalStatus status);
std::optional<ProposalType> parse_proposal_type(std::string_view name);

struct Proposal {
  ProposalId id;
  ProposalType type = ProposalType::add_segment;
  json::object payload;  // as the contract has it
  ProposalStatus status = ProposalStatus::pending;
  MemberId member;
  std::string display_name;  // the name used then
  TimePoint created_at;
  std::optional<TimePoint> decided_at;
};

json::object to_json(const Proposal& proposal);

struct TaskWish {
  SegmentId segment_id;
  std::string text;
};
// The change that a proposal stands for.
using Wish = std::variant<AddSegment, UpdateSegment, TaskWish>;

// Errors: invalid, kinds of values.
Result<Wish> read_wish(ProposalType type, const json::value& payload);
json::object to_json(const Wish& wish);

// The fields of a wish stand inside the event's `payload`.
Error within_payload(Error error);

// Checks a wish as the host's own event would be, and cleans its texts. Returns: the queue as it
// would be. Errors: those of `edit_queue` and `clean_task_text`, not_found/unknown_segment.
Result<std::vector<Segment>> check_wish(Wish& wish, const std::vector<Segment>& queue,
                                        const NewSegmentId& new_id);

}  // namespace pomopomo::rooms
