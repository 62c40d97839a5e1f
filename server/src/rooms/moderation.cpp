// What a host does about people who disturb: mute, kick, ban, and take that back.

#include <limits>

#include "rooms/room_change.hpp"
#include "rooms/rooms.hpp"
#include "rooms/rooms_wire.hpp"

namespace pomopomo::rooms {

namespace {

std::unexpected<Error> unknown_member() {
  return fail(ErrorCode::not_found, "unknown_member", "There is no such member in the room.");
}

// A member who is in the room, other than the host who asks.
Result<Member> require_other(RoomChange& change, MemberId host, MemberId whom) {
  auto member = change.require_member(whom);
  if (!member) return unknown_member();
  if (member->id == host) return fail_field("memberId", "self", "You cannot do this to yourself.");
  return member;
}

// They are out at once; their sockets are told why.
void remove(RoomChange& change, Member& member, std::string_view reason) {
  store::close_attendance_of(change.tx(), member.id, change.now());
  member.state = MemberState::gone;
  member.left_at = change.now();
  change.save(member);
  change.emit({"room:closed", json::object{{"reason", reason}}, member.id, true});
  change.emit("member:left", json::object{{"id", member.id.str()}, {"reason", reason}});
  change.review_members();
}

}  // namespace

// Runs `act(change, member id)` for the host who sits at `seat`.
template <class Act>
asio::awaitable<Result<void>> Rooms::moderate(Seat seat, Result<MemberId> whom, Act act) {
  co_return co_await services_.db.write([&, this](storage::Transaction& tx) -> Result<void> {
    auto change = RoomChange::open(*this, tx, seat.room);
    if (!change) return std::unexpected(change.error());
    if (auto host = change->require_host(seat.member); !host) return std::unexpected(host.error());
    if (!whom) return std::unexpected(whom.error());
    if (Result<void> done = act(*change, *whom); !done) return done;
    change->finish();
    return {};
  });
}

asio::awaitable<Result<void>> Rooms::mute(Seat seat, Result<MutePerson> input) {
  const auto whom = input ? Result<MemberId>(input->member_id) : std::unexpected(input.error());
  co_return co_await moderate(seat, whom, [&](RoomChange& change, MemberId id) -> Result<void> {
    auto member = require_other(change, seat.member, id);
    if (!member) return std::unexpected(member.error());
    const bool muted = input->muted.value_or(true);
    if (member->muted == muted) return {};
    member->muted = muted;
    change.save(*member);
    change.emit("member:updated", to_json(change.view(*member)));
    return {};
  });
}

asio::awaitable<Result<void>> Rooms::kick(Seat seat, Result<MemberId> whom) {
  co_return co_await moderate(seat, whom, [&](RoomChange& change, MemberId id) -> Result<void> {
    auto member = require_other(change, seat.member, id);
    if (!member) return std::unexpected(member.error());
    member->kicked_until = change.now() + rules().kick;
    remove(change, *member, "kicked");
    return {};
  });
}

asio::awaitable<Result<void>> Rooms::ban(Seat seat, Result<MemberId> whom) {
  co_return co_await moderate(seat, whom, [&](RoomChange& change, MemberId id) -> Result<void> {
    auto member = store::find_member(change.tx(), seat.room, id);
    if (!member) return unknown_member();
    if (id == seat.member) return fail_field("memberId", "self", "You cannot do this to yourself.");
    member->banned = true;
    if (member->state == MemberState::gone) {
      change.save(*member);
    } else {
      remove(change, *member, "banned");
    }
    return {};
  });
}

asio::awaitable<Result<void>> Rooms::unban(Seat seat, Result<MemberId> whom) {
  co_return co_await moderate(seat, whom, [&](RoomChange& change, MemberId id) -> Result<void> {
    auto member = store::find_member(change.tx(), seat.room, id);
    if (!member) return unknown_member();
    member->banned = false;
    member->kicked_until.reset();
    change.save(*member);
    return {};
  });
}

asio::awaitable<Result<std::vector<Member>>> Rooms::list_banned(accounts::Caller caller,
                                                                std::string code,
                                                                std::optional<MemberId> before,
                                                                std::int64_t limit) {
  co_return co_await services_.db.read(
      [&, this](storage::Transaction& tx) -> Result<std::vector<Member>> {
        const auto normal = normalize_code(code);
        const auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
        if (auto open = check_open(record, services_.clock.now()); !open)
          return std::unexpected(open.error());
        if (auto host = check_host(tx, *record, caller); !host)
          return std::unexpected(host.error());
        return store::list_banned(
            tx, record->room.id,
            before.value_or(MemberId{std::numeric_limits<std::int64_t>::max()}), limit);
      });
}

}  // namespace pomopomo::rooms
