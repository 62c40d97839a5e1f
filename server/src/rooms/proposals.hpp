#pragma once
// Proposals: a member asks, the host decides. They are known to whoever asked and to the host at
// that moment, and outlast the visit of either.

#include <string>
#include <vector>

#include "core/asio.hpp"
#include "rooms/proposal.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

class RoomChange;

inline constexpr std::size_t kMaxPendingOfMember = 10;
inline constexpr std::size_t kMaxPendingOfRoom = 200;
inline constexpr Millis kShowDecided = std::chrono::hours(24);

struct SubmitProposal {
  ProposalType type = ProposalType::add_segment;
  Wish wish;
};
// Errors: not_found/not_in_room, forbidden/muted, invalid (type, payload.…),
// not_found/unknown_segment, conflict/too_many_proposals, conflict/too_many_waiting (the room's).
// Emits: proposal:created.
asio::awaitable<Result<Proposal>> submit_proposal(Rooms& rooms, Seat seat,
                                                  Result<SubmitProposal> input);

struct DecideProposal {
  ProposalId id;
  bool accept = false;
};
// Accepting makes the change in the same transaction, as far as it still can be made; else the
// proposal goes on waiting. Errors: not_found/not_in_room, forbidden/not_host, invalid (id,
// decision), not_found/unknown_proposal, conflict/already_decided, conflict/proposal_outdated (its
// segment is gone), conflict/queue_full. Emits: queue:updated, room:state or task:updated, then
// proposal:updated.
asio::awaitable<Result<Proposal>> decide_proposal(Rooms& rooms, Seat seat,
                                                  Result<DecideProposal> input);

// What a member sees: the host all that wait, the others their own.
std::vector<Proposal> proposals_for(RoomChange& change, MemberId member);
// Tells a new host what waits; nobody else hears of it.
void tell_new_host(RoomChange& change, MemberId host);

}  // namespace pomopomo::rooms
