// The rules of a room that need days or minutes to show: on a real database, with a clock that the
// test moves.

#include "rooms/rooms.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>

#include "core/random.hpp"
#include "rooms/connection.hpp"
#include "rooms/room_store.hpp"
#include "storage/testing.hpp"

namespace pomopomo::rooms {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using storage::await;

class HandClock final : public Clock {
 public:
  TimePoint now() const override { return at; }
  TimePoint at = from_epoch_ms(1'800'000'000'000);
};

// Somebody's connection, as far as a room cares.
class FakeSocket final : public socketio::Socket {
 public:
  explicit FakeSocket(asio::io_context& io) : io_(io) {}
  const std::string& id() const override { return id_; }
  const socketio::Handshake& handshake() const override { return handshake_; }
  bool connected() const override { return true; }
  std::chrono::system_clock::time_point last_received() const override { return {}; }
  asio::any_io_executor executor() const override { return io_.get_executor(); }
  void emit(std::string_view, socketio::Arguments) override {}
  void emit_volatile(std::string_view, socketio::Arguments) override {}
  asio::awaitable<socketio::Arguments> ask(std::string, socketio::Arguments) override {
    co_return socketio::Arguments{};
  }
  void join(std::string room) override { rooms.push_back(std::move(room)); }
  void leave(std::string_view) override {}
  void disconnect(bool) override {}

  std::vector<std::string> rooms;

 private:
  asio::io_context& io_;
  std::string id_ = "fake";
  socketio::Handshake handshake_;
};

class RoomsTest : public testing::Test {
 protected:
  static constexpr storage::Statement kCountRuns{"rooms_test.count_runs",
                                                 "SELECT count(*) AS n FROM runs"};
  static constexpr storage::Statement kCountAttendance{
      "rooms_test.count_attendance",
      "SELECT count(*) AS n FROM attendance WHERE closed_at IS NOT NULL"};

  static constexpr storage::Statement kCountEndedRuns{
      "rooms_test.count_ended_runs", "SELECT count(*) AS n FROM runs WHERE ended_at IS NOT NULL"};

  RoomsTest() { init_random(); }
  // Settling writes on the io thread's behalf only while a test awaits it; nothing runs in between.
  ~RoomsTest() override { rooms_.stop(); }

  accounts::Caller person(std::string name) { return {ids_.next<PersonId>(), std::move(name)}; }

  std::string open_room(const accounts::Caller& host, NewRoom input = {}) {
    if (!input.segments && !input.template_name) input.template_name = "classic";
    return await(rooms_.create(host, std::move(input)))->room.room.code;
  }

  Result<Joined> enter(const accounts::Caller& who, const std::string& code) {
    return await(rooms_.join(who, {.code = code, .display_name = {}}, "client",
                             std::make_shared<FakeSocket>(io_.context(0))));
  }

  // The connection goes, as when a laptop is closed.
  void drop(const Seat& seat) { await(rooms_.connection_closed(seat, clock_.at)); }

  std::string refusal(const accounts::Caller& who, const std::string& code) {
    const auto joined = enter(who, code);
    return joined ? "welcome" : joined.error().reason;
  }

  // Whether the seat's person may command the timer, and if not, why.
  std::string command(const Seat& seat) {
    const auto done = await(rooms_.control(seat, {std::nullopt, Command(Restart{})}));
    return done ? "obeyed" : done.error().reason;
  }

  void play(const Seat& seat) {
    ASSERT_TRUE(await(rooms_.control(seat, {std::nullopt, Command(Play{})})));
  }

  void wait(Millis time, RoomId room) {
    clock_.at += time;
    await(rooms_.settle(room));
  }

  std::int64_t count(const storage::Statement& statement) {
    return await(db_.db().read(
        [&](storage::Transaction& tx) { return tx.query_one(statement)->integer("n"); }));
  }

  Rooms::Services services(storage::Database& db) {
    return {.db = db,
            .clock = clock_,
            .ids = ids_,
            .emitter = emitter_,
            .limits = limits_,
            .boards = boards_,
            .node = node_,
            .rules = {}};
  }

  HandClock clock_;
  IdGenerator ids_{clock_, 0};
  IoThreads io_{1};
  storage::TestDatabase db_;
  socketio::Server server_{io_, socketio::Options{}};
  realtime::Emitter emitter_{server_.of("/")};
  realtime::RateLimiter limits_{clock_, realtime::default_rules()};
  boards::Boards boards_{{.db = db_.db(), .clock = clock_, .emitter = emitter_}, io_.context(0)};
  CurrentNode node_{{0, 1}};
  Rooms rooms_{services(db_.db()), io_.context(0)};
  const accounts::Caller ana_ = person("Ana");
  const accounts::Caller bob_ = person("Bob");
};

TEST_F(RoomsTest, R12_ARoomThatNeverRanExpiresAfterThreeDays) {
  const auto code = open_room(ana_);
  clock_.at += hours(72) - Millis(1);
  EXPECT_TRUE(await(rooms_.overview(code, "x")));
  clock_.at += Millis(1);
  EXPECT_EQ(await(rooms_.overview(code, "x")).error().code, ErrorCode::gone);
  EXPECT_EQ(refusal(ana_, code), "room_expired");
  EXPECT_EQ(await(rooms_.history(ana_, code, {}, 10)).error().code, ErrorCode::gone);
}

TEST_F(RoomsTest, R12_ARunExtendsTheLifeToADayAfterItAndFourteenDaysAtMost) {
  const auto code = open_room(ana_);
  const auto seat = enter(ana_, code)->seat;
  clock_.at += hours(71);
  play(seat);
  const auto life = [&] {
    const auto overview = await(rooms_.overview(code, "x"));
    return overview->room.room.expires_at - overview->room.room.created_at;
  };
  EXPECT_EQ(life(), hours(95));
  for (int day = 3; day < 14; ++day) {
    clock_.at += hours(23);
    ASSERT_EQ(command(seat), "obeyed");
    play(seat);
  }
  EXPECT_EQ(life(), hours(24 * 14));
}

TEST_F(RoomsTest, R12_CleanupDeletesOnlyLongExpiredRoomsAndKeepsRunsAndAttendance) {
  const auto code = open_room(ana_);
  const auto joined = enter(ana_, code);
  play(joined->seat);
  wait(hours(24 * 15), joined->seat.room);
  const auto fresh = open_room(bob_);
  await(rooms_.start(clock_.at));
  EXPECT_EQ(await(rooms_.overview(code, "x")).error().code, ErrorCode::gone)
      << "expired, not yet forgotten";
  clock_.at += hours(24 * 31);
  await(rooms_.start(clock_.at));
  EXPECT_EQ(await(rooms_.overview(code, "x")).error().code, ErrorCode::not_found);
  EXPECT_EQ(await(rooms_.overview(fresh, "x")).error().code, ErrorCode::gone)
      << "this one expired just now";
  EXPECT_GT(count(kCountRuns), 0);
  EXPECT_EQ(count(kCountAttendance), 1);
}

TEST_F(RoomsTest, R9_TheHostsPlaceWaitsThirtySecondsThenTheEarliestPresentLeads) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  const auto bob = enter(bob_, code)->seat;
  const auto late = enter(person("Cleo"), code)->seat;
  drop(host);
  wait(Millis(29'999), host.room);
  EXPECT_EQ(command(bob), "not_host");
  wait(Millis(1), host.room);
  EXPECT_EQ(command(bob), "obeyed");
  EXPECT_EQ(command(late), "not_host");
  EXPECT_EQ(command(host), "not_in_room");
}

TEST_F(RoomsTest, R9_TheCreatorGetsTheRoleBackWithinTenMinutesOnly) {
  for (const auto& [away, outcome] :
       {std::pair(minutes(9), "obeyed"), std::pair(minutes(10), "not_host")}) {
    const auto code = open_room(ana_);
    const auto host = enter(ana_, code)->seat;
    const auto bob = enter(bob_, code)->seat;
    drop(host);
    wait(away, host.room);
    ASSERT_EQ(command(bob), "obeyed");
    const auto back = enter(ana_, code)->seat;
    EXPECT_EQ(command(back), outcome);
    EXPECT_EQ(command(bob) == "obeyed", std::string_view(outcome) == "not_host");
  }
}

TEST_F(RoomsTest, R9_WhoHandedTheRoomOverDoesNotTakeItBackByReturning) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  const auto bob = enter(bob_, code)->seat;
  ASSERT_TRUE(await(rooms_.transfer_host(host, bob.member)));
  drop(host);
  wait(minutes(1), host.room);
  EXPECT_EQ(command(enter(ana_, code)->seat), "not_host");
}

TEST_F(RoomsTest, R9_WhoComesToARoomWithoutAHostLeadsIt) {
  const auto code = open_room(ana_);
  clock_.at += minutes(2);
  EXPECT_EQ(command(enter(bob_, code)->seat), "obeyed");
}

TEST_F(RoomsTest, R9_AKickedPersonStaysOutForTenMinutes) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  const auto bob = enter(bob_, code)->seat;
  ASSERT_TRUE(await(rooms_.kick(host, bob.member)));
  EXPECT_EQ(command(bob), "not_in_room");
  EXPECT_EQ(refusal(bob_, code), "kicked");
  clock_.at += minutes(10);
  EXPECT_EQ(refusal(bob_, code), "welcome");
}

TEST_F(RoomsTest, R9_AnEndedRoomIsRestoredAsItWasWithinTenSecondsOnly) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  ASSERT_TRUE(enter(bob_, code));
  play(host);
  clock_.at += minutes(10);
  ASSERT_TRUE(await(rooms_.end(ana_, code, "x")));
  EXPECT_EQ(refusal(bob_, code), "room_ended");
  EXPECT_EQ(command(host), "room_ended");
  EXPECT_EQ(await(rooms_.overview(code, "x")).error().reason, "room_ended");
  EXPECT_EQ(count(kCountAttendance), 2);

  clock_.at += Seconds(10);
  EXPECT_EQ(await(rooms_.restore(bob_, code, "x")).error().reason, "not_host");
  const auto restored = await(rooms_.restore(ana_, code, "x"));
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->timer.state.status, TimerStatus::paused);
  EXPECT_EQ(restored->timer.state.remaining, minutes(15)) << "of 25, as at the end";
  const auto back = enter(ana_, code)->seat;
  EXPECT_EQ(refusal(bob_, code), "welcome");
  play(back);
  clock_.at += minutes(15);
  ASSERT_TRUE(await(rooms_.end(ana_, code, "x")));
  clock_.at += Seconds(10) + Millis(1);
  EXPECT_EQ(await(rooms_.restore(ana_, code, "x")).error().reason, "room_ended");
}

TEST_F(RoomsTest, F1_WhatRanInARoomThatWasEndedAndRestoredIsOneRun) {
  const auto code = open_room(ana_);
  play(enter(ana_, code)->seat);
  clock_.at += minutes(10);
  ASSERT_TRUE(await(rooms_.end(ana_, code, "x")));
  EXPECT_EQ(count(kCountEndedRuns), 1) << "over for good, unless it is restored";
  ASSERT_TRUE(await(rooms_.restore(ana_, code, "x")));
  EXPECT_EQ(count(kCountEndedRuns), 0);
  play(enter(ana_, code)->seat);
  clock_.at += minutes(15);
  const auto seat = enter(ana_, code)->seat;
  ASSERT_TRUE(await(rooms_.control(seat, {std::nullopt, Command(Pause{})})));
  const auto runs = *await(rooms_.history(ana_, code, {}, 10));
  ASSERT_EQ(runs.size(), 2U) << "and the break that followed";
  EXPECT_EQ(runs[1].end_reason, EndReason::completed);
  EXPECT_EQ(runs[1].intervals.size(), 2U);
}

TEST_F(RoomsTest, R10_AFullRoomKeepsTheSeatsOfThoseWhoComeBack) {
  const auto code = open_room(ana_, {.display_name = {},
                                     .name = {},
                                     .theme = {},
                                     .template_name = {},
                                     .segments = {},
                                     .visibility = {},
                                     .capacity = 2});
  ASSERT_TRUE(enter(ana_, code));
  const auto bob = enter(bob_, code)->seat;
  const auto cleo = person("Cleo");
  EXPECT_EQ(refusal(cleo, code), "room_full");
  drop(bob);
  EXPECT_EQ(refusal(cleo, code), "room_full") << "the seat waits through the grace";
  EXPECT_EQ(refusal(bob_, code), "welcome");
  drop(enter(bob_, code)->seat);
  drop(bob);
}

TEST_F(RoomsTest, ASecondConnectionIsTheSameMemberAndKeepsTheSeat) {
  const auto code = open_room(ana_);
  const auto first = enter(ana_, code);
  const auto second = enter(ana_, code);
  EXPECT_EQ(first->seat.member, second->seat.member);
  EXPECT_EQ(second->snapshot.members.size(), 1U);
  drop(first->seat);
  EXPECT_EQ(await(rooms_.snapshot(second->seat))->me.member.state, MemberState::here);
  drop(second->seat);
  EXPECT_EQ(await(rooms_.snapshot(second->seat))->me.member.state, MemberState::away);
}

TEST_F(RoomsTest, R7_APauseOfTwoHoursEndsTheRunAsAbandoned) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  play(host);
  clock_.at += minutes(10);
  ASSERT_TRUE(await(rooms_.control(host, {std::nullopt, Command(Pause{})})));
  wait(hours(2), host.room);
  const auto runs = *await(rooms_.history(ana_, code, {}, 10));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].end_reason, EndReason::abandoned);
  ASSERT_EQ(runs[0].intervals.size(), 1U);
  EXPECT_EQ(*runs[0].intervals[0].ended_at - runs[0].intervals[0].started_at, minutes(10));
}

TEST_F(RoomsTest, R4_AnEndThatNobodySettledIsAppliedByTheNextCommandAtItsScheduledTime) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  const auto started = clock_.at;
  play(host);
  clock_.at += minutes(27);
  const auto paused = await(rooms_.control(host, {std::nullopt, Command(Pause{})}));
  ASSERT_TRUE(paused);
  EXPECT_EQ(paused->state.index, 1U);
  EXPECT_EQ(paused->state.remaining, minutes(3));
  const auto runs = *await(rooms_.history(ana_, code, {}, 10));
  EXPECT_EQ(runs.at(1).ended_at, started + minutes(25));
}

TEST_F(RoomsTest, F11_AfterACrashStaysEndAtTheLastBeatAndEverybodyHasTheGraceToReturn) {
  const auto code = open_room(ana_);
  const auto host = enter(ana_, code)->seat;
  ASSERT_TRUE(enter(bob_, code));
  const auto last_beat = clock_.at + minutes(3);
  clock_.at += minutes(20);
  node_.set({0, 2});
  await(rooms_.start(last_beat));
  EXPECT_EQ(count(kCountAttendance), 2);
  const auto back = enter(ana_, code);
  EXPECT_EQ(back->seat.member, host.member);
  EXPECT_EQ(command(back->seat), "obeyed") << "the host is still the host";
  EXPECT_EQ(back->snapshot.members.size(), 2U) << "the others are within their grace";
  wait(Seconds(30), host.room);
  EXPECT_EQ(await(rooms_.snapshot(back->seat))->members.size(), 1U);
}

TEST_F(RoomsTest, F11_AConnectionThatClosesWhileStorageIsBusyIsRecordedAllTheSame) {
  storage::TempDir directory;
  const auto narrow = storage::open_sqlite({.data_dir = directory.path(), .queue_bound = 2});
  narrow->migrate();
  Rooms rooms(services(*narrow), io_.context(0));
  const auto code = await(rooms.create(ana_, {}))->room.room.code;
  std::array<Seat, 12> seats;
  for (auto& seat : seats) {
    seat = await(rooms.join(person("P"), {.code = code, .display_name = {}}, "client",
                            std::make_shared<FakeSocket>(io_.context(0))))
               ->seat;
  }
  asio::io_context loop(1);
  std::latch hold(1);
  asio::co_spawn(loop, narrow->write([&](storage::Transaction&) { hold.wait(); }),
                 asio::use_future);
  std::vector<std::future<void>> closing;
  closing.reserve(seats.size());
  for (const auto& seat : seats) {
    closing.push_back(
        asio::co_spawn(loop, rooms.connection_closed(seat, clock_.at), asio::use_future));
  }
  loop.poll();  // the queue takes two, the others are turned away
  hold.count_down();
  loop.run();
  for (auto& done : closing) done.get();
  const auto here = await(
      narrow->read([&](storage::Transaction& tx) { return store::count_here(tx, seats[0].room); }));
  EXPECT_EQ(here, 0);
  rooms.stop();
  narrow->close();
}

TEST_F(RoomsTest, R11_GuessesAreCountedAndAnExhaustedClientCannotTellAHitFromAMiss) {
  const auto code = open_room(ana_);
  ASSERT_TRUE(enter(ana_, code));
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(await(rooms_.overview("pomo-ZZZZZZ", "client")).error().reason, "unknown_room");
  EXPECT_EQ(await(rooms_.overview("pomo-ZZZZZZ", "client")).error().reason, "too_many_guesses");
  EXPECT_EQ(await(rooms_.overview(code, "client")).error().reason, "too_many_guesses");
  EXPECT_EQ(refusal(bob_, code), "too_many_guesses");
  EXPECT_EQ(refusal(ana_, code), "welcome") << "members come back";
  EXPECT_TRUE(await(rooms_.overview(code, "another client")));
  clock_.at += minutes(1);
  EXPECT_EQ(refusal(bob_, code), "welcome");
}

}  // namespace
}  // namespace pomopomo::rooms
