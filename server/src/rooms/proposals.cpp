#include "rooms/proposals.hpp"

#include <algorithm>

#include "rooms/proposal_store.hpp"
#include "rooms/room_change.hpp"
#include "rooms/tasks.hpp"

namespace pomopomo::rooms {

namespace {

NewSegmentId segment_ids(Rooms& rooms) {
  return [&rooms] { return rooms.ids().next<SegmentId>(); };
}

// To the host and to whoever proposed, once when that is the same person.
void tell(RoomChange& change, std::string_view event, const Proposal& proposal) {
  const auto host = change.record().room.host;
  change.emit({std::string(event), to_json(proposal), proposal.member});
  if (host != proposal.member) change.emit({std::string(event), to_json(proposal), host});
}

Result<void> check_room_for(RoomChange& change, MemberId member) {
  const auto pending = store::list_pending(change.tx(), change.record().room.id);
  const auto own = std::ranges::count(pending, member, &Proposal::member);
  if (static_cast<std::size_t>(own) >= kMaxPendingOfMember) {
    return fail(ErrorCode::conflict, "too_many_proposals",
                "Ten of your proposals wait for the host already.");
  }
  if (pending.size() >= kMaxPendingOfRoom)
    return fail(ErrorCode::conflict, "too_many_waiting",
                "Too many proposals wait for the host of this room.");
  return {};
}

std::unexpected<Error> outdated() {
  return fail(ErrorCode::conflict, "proposal_outdated",
              "The segment that this is about has gone. Decline it.");
}

// Makes the change that was proposed, on the room as it is now.
Result<void> carry_out(Rooms& rooms, RoomChange& change, const Proposal& proposal) {
  auto wish = read_wish(proposal.type, proposal.payload);
  if (!wish) return std::unexpected(wish.error());
  if (const auto* task = std::get_if<TaskWish>(&*wish)) {
    const auto put = put_task(change, task->segment_id, std::nullopt, task->text);
    if (!put) return outdated();
    return {};
  }
  const auto& queue = change.timer().queue;
  if (auto* add = std::get_if<AddSegment>(&*wish)) {
    if (queue.size() >= kMaxSegments)
      return fail(ErrorCode::conflict, "queue_full", "The queue is full. Remove a segment first.");
    // The queue may have become shorter than the place that was meant.
    if (add->index) add->index = std::min(*add->index, static_cast<std::int64_t>(queue.size()));
  }
  auto edited = check_wish(*wish, queue, segment_ids(rooms));
  if (!edited) return outdated();
  change.transition(*apply(change.timer(), SetQueue{std::move(*edited)}, change.now()));
  return {};
}

}  // namespace

asio::awaitable<Result<Proposal>> submit_proposal(Rooms& rooms, Seat seat,
                                                  Result<SubmitProposal> input) {
  co_return co_await rooms.db().write([&](storage::Transaction& tx) -> Result<Proposal> {
    auto change = RoomChange::open(rooms, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    const auto me = change->require_speaker(seat.member);
    if (!me) return std::unexpected(me.error());
    if (!input) return std::unexpected(input.error());
    auto wish = input->wish;
    if (auto checked = check_wish(wish, change->timer().queue, segment_ids(rooms)); !checked)
      return std::unexpected(within_payload(checked.error()));
    if (auto room = check_room_for(*change, me->id); !room) return std::unexpected(room.error());
    const Proposal proposal{.id = rooms.ids().next<ProposalId>(),
                            .type = input->type,
                            .payload = to_json(wish),
                            .status = ProposalStatus::pending,
                            .member = me->id,
                            .display_name = me->display_name,
                            .created_at = change->now(),
                            .decided_at = {}};
    store::insert_proposal(tx, seat.room, proposal);
    store::delete_decided(tx, seat.room, change->now() - kShowDecided);
    change->record().has_proposals = true;
    tell(*change, "proposal:created", proposal);
    change->finish();
    return proposal;
  });
}

asio::awaitable<Result<Proposal>> decide_proposal(Rooms& rooms, Seat seat,
                                                  Result<DecideProposal> input) {
  co_return co_await rooms.db().write([&](storage::Transaction& tx) -> Result<Proposal> {
    auto change = RoomChange::open(rooms, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto host = change->require_host(seat.member); !host) return std::unexpected(host.error());
    if (!input) return std::unexpected(input.error());
    auto proposal = store::find_proposal(tx, seat.room, input->id);
    if (!proposal)
      return fail(ErrorCode::not_found, "unknown_proposal", "There is no such proposal.");
    if (proposal->status != ProposalStatus::pending)
      return fail(ErrorCode::conflict, "already_decided", "This has been decided already.");
    if (input->accept) {
      if (auto done = carry_out(rooms, *change, *proposal); !done)
        return std::unexpected(done.error());
    }
    proposal->status = input->accept ? ProposalStatus::accepted : ProposalStatus::rejected;
    proposal->decided_at = change->now();
    store::save_decision(tx, *proposal);
    tell(*change, "proposal:updated", *proposal);
    change->finish();
    return *proposal;
  });
}

std::vector<Proposal> proposals_for(RoomChange& change, MemberId member) {
  const auto& room = change.record().room;
  if (!change.record().has_proposals) return {};
  if (member == room.host) return store::list_pending(change.tx(), room.id);
  return store::list_own(change.tx(), room.id, member, change.now() - kShowDecided);
}

void tell_new_host(RoomChange& change, MemberId host) {
  if (!change.record().has_proposals) return;
  for (const auto& proposal : store::list_pending(change.tx(), change.record().room.id)) {
    if (proposal.member != host) change.emit({"proposal:created", to_json(proposal), host});
  }
}

}  // namespace pomopomo::rooms
