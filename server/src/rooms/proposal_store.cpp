#include "rooms/proposal_store.hpp"

#include "rooms/sql.hpp"

namespace pomopomo::rooms::store {

namespace {

Proposal proposal_from(const storage::Row& row) {
  return {.id = row.id<ProposalId>("id"),
          .type = static_cast<ProposalType>(row.integer("type")),
          .payload = json::parse(row.text("payload")).as_object(),
          .status = static_cast<ProposalStatus>(row.integer("status")),
          .member = row.id<MemberId>("participant_id"),
          .display_name = row.text("display_name"),
          .created_at = row.time("created_at"),
          .decided_at = row.optional_time("decided_at")};
}

std::vector<Proposal> proposals_from(const std::vector<storage::Row>& rows) {
  std::vector<Proposal> proposals;
  for (const auto& row : rows) proposals.push_back(proposal_from(row));
  return proposals;
}

}  // namespace

std::optional<Proposal> find_proposal(storage::Transaction& tx, RoomId room, ProposalId id) {
  const auto row = tx.query_one(sql::proposals::find, {{"id", id}, {"room_id", room}});
  if (!row) return std::nullopt;
  return proposal_from(*row);
}

std::vector<Proposal> list_pending(storage::Transaction& tx, RoomId room) {
  return proposals_from(tx.query(sql::proposals::list_pending, {{"room_id", room}}));
}

std::vector<Proposal> list_own(storage::Transaction& tx, RoomId room, MemberId member,
                               TimePoint decided_since) {
  return proposals_from(
      tx.query(sql::proposals::list_own,
               {{"room_id", room}, {"participant_id", member}, {"decided_since", decided_since}}));
}

void insert_proposal(storage::Transaction& tx, RoomId room, const Proposal& proposal) {
  tx.execute(sql::proposals::insert, {{"id", proposal.id},
                                      {"room_id", room},
                                      {"participant_id", proposal.member},
                                      {"display_name", proposal.display_name},
                                      {"type", proposal.type},
                                      {"payload", json::serialize(proposal.payload)},
                                      {"status", proposal.status},
                                      {"created_at", proposal.created_at}});
}

void save_decision(storage::Transaction& tx, const Proposal& proposal) {
  tx.execute(
      sql::proposals::decide,
      {{"id", proposal.id}, {"status", proposal.status}, {"decided_at", proposal.decided_at}});
}

void delete_decided(storage::Transaction& tx, RoomId room, TimePoint before) {
  tx.execute(sql::proposals::delete_decided, {{"room_id", room}, {"before", before}});
}

}  // namespace pomopomo::rooms::store
