#pragma once
// Proposals in SQL. They go with their room.

#include <optional>
#include <vector>

#include "rooms/proposal.hpp"
#include "storage/database.hpp"

namespace pomopomo::rooms::store {

std::optional<Proposal> find_proposal(storage::Transaction& tx, RoomId room, ProposalId id);
// All that wait, oldest first.
std::vector<Proposal> list_pending(storage::Transaction& tx, RoomId room);
// Of one member, oldest first: those that wait, and those decided since then.
std::vector<Proposal> list_own(storage::Transaction& tx, RoomId room, MemberId member,
                               TimePoint decided_since);
void insert_proposal(storage::Transaction& tx, RoomId room, const Proposal& proposal);
void save_decision(storage::Transaction& tx, const Proposal& proposal);
// What was decided before then is shown to nobody any more.
void delete_decided(storage::Transaction& tx, RoomId room, TimePoint before);

}  // namespace pomopomo::rooms::store
