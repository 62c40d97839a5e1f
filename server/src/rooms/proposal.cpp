#include "rooms/proposal.hpp"

#include <algorithm>

#include "rooms/rooms_wire.hpp"
#include "rooms/task.hpp"

namespace pomopomo::rooms {

BOOST_DESCRIBE_STRUCT(TaskWish, (), (segment_id, text))

namespace {

template <class Edit>
Result<Wish> read_as(Input<QueueEdit> input) {
  if (!input.value) return std::unexpected(input.value.error());
  return std::get<Edit>(std::move(*input.value));
}

// Writes a member that the sender gave; what is absent stays absent.
template <class T>
void put(json::object& object, std::string_view key, const std::optional<T>& value) {
  if (value) object[key] = *value;
}

json::object json_of(const AddSegment& add) {
  json::object segment{{"kind", add.segment.kind}, {"durationSec", add.segment.duration_sec}};
  put(segment, "label", add.segment.label);
  put(segment, "countsAsFocus", add.segment.counts_as_focus);
  json::object payload{{"segment", std::move(segment)}};
  put(payload, "index", add.index);
  return payload;
}

json::object json_of(const UpdateSegment& update) {
  json::object payload{{"id", update.id.str()}};
  put(payload, "kind", update.kind);
  put(payload, "label", update.label);
  put(payload, "durationSec", update.duration_sec);
  put(payload, "countsAsFocus", update.counts_as_focus);
  return payload;
}

json::object json_of(const TaskWish& task) {
  return {{"segmentId", task.segment_id.str()}, {"text", task.text}};
}

using Checked = Result<std::vector<Segment>>;

// The edited queue; `label` becomes what it is in there.
Checked check_edit(const std::vector<Segment>& queue, const QueueEdit& edit, SegmentId id,
                   std::optional<std::string>& label, const NewSegmentId& new_id) {
  auto edited = edit_queue(queue, edit, new_id);
  if (edited && label) label = std::ranges::find(*edited, id, &Segment::id)->label;
  return edited;
}

Checked check(AddSegment& add, const std::vector<Segment>& queue, const NewSegmentId& new_id) {
  const auto id = new_id();
  return check_edit(queue, add, id, add.segment.label, [id] { return id; });
}

Checked check(UpdateSegment& update, const std::vector<Segment>& queue,
              const NewSegmentId& new_id) {
  return check_edit(queue, update, update.id, update.label, new_id);
}

Checked check(TaskWish& task, const std::vector<Segment>& queue, const NewSegmentId&) {
  auto text = clean_task_text(task.text, "text");
  if (!text) return std::unexpected(text.error());
  if (std::ranges::find(queue, task.segment_id, &Segment::id) == queue.end())
    return fail(ErrorCode::not_found, "unknown_segment", "There is no such segment in the queue.");
  task.text = std::move(*text);
  return queue;
}

}  // namespace

std::string_view to_string(ProposalType type) {
  switch (type) {
    case ProposalType::add_segment:
      return "add_segment";
    case ProposalType::edit_segment:
      return "edit_segment";
    case ProposalType::public_task:
      break;
  }
  return "public_task";
}

std::string_view to_string(ProposalStatus status) {
  switch (status) {
    case ProposalStatus::pending:
      return "pending";
    case ProposalStatus::accepted:
      return "accepted";
    case ProposalStatus::rejected:
      break;
  }
  return "rejected";
}

std::optional<ProposalType> parse_proposal_type(std::string_view name) {
  for (const auto type :
       {ProposalType::add_segment, ProposalType::edit_segment, ProposalType::public_task}) {
    if (name == to_string(type)) return type;
  }
  return std::nullopt;
}

json::object to_json(const Proposal& proposal) {
  return {{"id", proposal.id.str()},
          {"type", to_string(proposal.type)},
          {"payload", proposal.payload},
          {"status", to_string(proposal.status)},
          {"memberId", proposal.member.str()},
          {"displayName", proposal.display_name},
          {"createdAt", to_epoch_ms(proposal.created_at)},
          {"decidedAt", encode(proposal.decided_at)}};
}

Result<Wish> read_wish(ProposalType type, const json::value& payload) {
  if (type == ProposalType::add_segment) return read_as<AddSegment>(read_queue_add(payload));
  if (type == ProposalType::edit_segment) return read_as<UpdateSegment>(read_queue_update(payload));
  return decode<TaskWish>(payload);
}

json::object to_json(const Wish& wish) {
  return std::visit([](const auto& one) { return json_of(one); }, wish);
}

Error within_payload(Error error) {
  for (auto& field : error.fields) field.field = "payload." + field.field;
  return error;
}

Result<std::vector<Segment>> check_wish(Wish& wish, const std::vector<Segment>& queue,
                                        const NewSegmentId& new_id) {
  return std::visit([&](auto& one) { return check(one, queue, new_id); }, wish);
}

}  // namespace pomopomo::rooms
