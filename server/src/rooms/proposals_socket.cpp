#include "rooms/proposals_socket.hpp"

#include "realtime/ack.hpp"
#include "rooms/proposals.hpp"
#include "rooms/seated_events.hpp"

namespace pomopomo::rooms {

namespace {

struct SubmitBody {
  std::string type;
};
BOOST_DESCRIBE_STRUCT(SubmitBody, (), (type))

struct DecideBody {
  ProposalId id;
  std::string decision;
};
BOOST_DESCRIBE_STRUCT(DecideBody, (), (id, decision))

Result<SubmitProposal> read_submit(const json::value& event) {
  const auto body = decode<SubmitBody>(event);
  if (!body) return std::unexpected(body.error());
  const auto type = parse_proposal_type(body->type);
  if (!type)
    return fail_field("type", "unknown_value",
                      "type must be add_segment, edit_segment or public_task.");
  const auto* payload = event.get_object().if_contains("payload");
  if (payload == nullptr || !payload->is_object())
    return fail_field("payload", payload == nullptr ? "required" : "wrong_type",
                      "payload must be an object.");
  auto wish = read_wish(*type, *payload);
  if (!wish) return std::unexpected(within_payload(wish.error()));
  return SubmitProposal{*type, std::move(*wish)};
}

Result<DecideProposal> read_decide(const json::value& event) {
  const auto body = decode<DecideBody>(event);
  if (!body) return std::unexpected(body.error());
  if (body->decision != "accept" && body->decision != "reject")
    return fail_field("decision", "unknown_value", "decision must be accept or reject.");
  return DecideProposal{body->id, body->decision == "accept"};
}

Answer submit(Rooms& rooms, Seat seat, json::value event) {
  const auto proposal = co_await submit_proposal(rooms, seat, read_submit(event));
  co_return realtime::ack(proposal, [](const Proposal& p) { return to_json(p); });
}

Answer decide(Rooms& rooms, Seat seat, json::value event) {
  const auto proposal = co_await decide_proposal(rooms, seat, read_decide(event));
  co_return realtime::ack(proposal, [](const Proposal& p) { return to_json(p); });
}

}  // namespace

void bind_proposal_events(socketio::Namespace& sockets, Rooms& rooms) {
  bind_seated(sockets, rooms.limits(),
              {.name = "proposal:submit", .handle = [&rooms](Seat seat, json::value payload) {
                 return submit(rooms, seat, std::move(payload));
               }});
  bind_seated(sockets, rooms.limits(),
              {.name = "proposal:decide", .handle = [&rooms](Seat seat, json::value payload) {
                 return decide(rooms, seat, std::move(payload));
               }});
}

}  // namespace pomopomo::rooms
