// A room from creation to expiry, and who may look at it.

#include <limits>

#include "accounts/accounts.hpp"
#include "rooms/board_rights.hpp"
#include "rooms/chat.hpp"
#include "rooms/chat_store.hpp"
#include "rooms/deadlines.hpp"
#include "rooms/departures.hpp"
#include "rooms/room_change.hpp"
#include "rooms/room_feed.hpp"
#include "rooms/room_settings.hpp"
#include "rooms/rooms.hpp"

namespace pomopomo::rooms {

namespace {

constexpr int kCodeTries = 8;             // a taken code is one in a billion rooms
constexpr std::int64_t kSweepLimit = 16;  // rooms a sweep settles in one transaction
constexpr Millis kOthersFirst{1'000};     // a sweep leaves rooms to those who hold them so long
constexpr std::int64_t kCleanupLimit = 64;
constexpr std::int64_t kMessagesCleanupLimit = 1'000;
constexpr std::int64_t kEventsCleanupLimit = 5'000;
constexpr Millis kCleanupEvery = std::chrono::minutes(10);

std::unexpected<Error> too_many_guesses(Millis wait) {
  return realtime::too_often("too_many_guesses", "Too many unknown room codes. Wait a moment.",
                             wait);
}

RoomOverview overview_of(store::RoomRecord record, std::int64_t here, TimePoint now) {
  // Shown as it is at this moment; whoever writes next stores it.
  record.timer = advance(std::move(record.timer), now).state;
  return {{record.room, record.timer.auto_start},
          {record.timer},
          {record.queue_version, record.timer.queue},
          here};
}

}  // namespace

Rooms::Rooms(Services services, asio::io_context& timers)
    : services_(services),
      board_rights_(std::make_unique<BoardRights>(services_.db, services_.clock)),
      feed_(std::make_unique<RoomFeed>(services_.db, services_.clock, services_.emitter,
                                       services_.node, services_.shared, timers)),
      deadlines_(std::make_unique<Deadlines>(
          timers, services_.clock, [this](RoomId room) { return settle(room); },
          [this] { return sweep(); })),
      departures_(std::make_unique<Departures>(*this, services_.db)),
      chat_(std::make_unique<Chat>(services_, *this, *feed_)) {
  feed_->on_told([this](RoomId room, const RoomEvent& event) {
    if (event.event == "room:updated") board_rights_->forget(room);
  });
}

Rooms::~Rooms() = default;

asio::awaitable<Result<CreatedRoom>> Rooms::create(accounts::Caller caller, NewRoom input) {
  const auto new_segment = [this] { return services_.ids.next<SegmentId>(); };
  const auto now = services_.clock.now();
  const auto name = input.display_name ? accounts::clean_display_name(*input.display_name)
                                       : Result<std::string>(caller.display_name);
  if (!name) co_return std::unexpected(name.error());

  store::RoomRecord record;
  record.room = {.id = services_.ids.next<RoomId>(),
                 .code = {},
                 .name = {},
                 .theme = "tomato",
                 .visibility = Visibility::link,
                 .capacity = std::min(kDefaultCapacity, rules().max_capacity),
                 .locked = false,
                 .quiet_chat = false,
                 .board_locked = false,
                 .host = services_.ids.next<MemberId>(),
                 .created_at = now,
                 .expires_at = now + rules().life};
  const RoomPatch settings{.name = {input.name.has_value(), input.name},
                           .theme = input.theme,
                           .visibility = input.visibility,
                           .capacity = input.capacity,
                           .locked = {},
                           .auto_start = {},
                           .quiet_chat = {},
                           .board_locked = {}};
  if (auto set = apply_settings(record.room, settings, rules().max_capacity); !set)
    co_return std::unexpected(set.error());

  if (input.segments && input.template_name) {
    co_return fail_field("template", "not_both", "Give either template or segments.");
  }
  auto queue = input.segments
                   ? edit_queue({}, ReplaceQueue{*input.segments}, new_segment)
                   : queue_from_template(input.template_name.value_or("empty"), new_segment);
  if (!queue) co_return std::unexpected(queue.error());
  record.timer.queue = std::move(*queue);

  Member creator{.id = record.room.host,
                 .person = caller.person,
                 .display_name = *name,
                 .joined_at = now,
                 .state = MemberState::away,
                 .left_at = now,
                 .kicked_until = {}};
  introduce(creator, caller);
  record.creator = creator.id;
  record.members_due_at = now + rules().presence_grace;
  record.due_at = record.members_due_at;

  co_return co_await services_.db.write(
      [this, record, creator](storage::Transaction& tx) mutable -> Result<CreatedRoom> {
        for (int i = 0; i < kCodeTries; ++i) {
          record.room.code = random_code();
          if (!store::insert(tx, record)) continue;
          store::insert_member(tx, record.room.id, creator);
          tx.after_commit(
              [this, id = record.room.id, due = record.due_at] { deadlines_->set(id, due); });
          return CreatedRoom{{record.room, record.timer.auto_start}, {creator, true}};
        }
        return fail(ErrorCode::unavailable, "no_code_free",
                    "No room code could be found. Try again.");
      });
}

asio::awaitable<Result<void>> Rooms::check_guesses(std::string client) {
  const auto wait =
      co_await services_.limits.peek(realtime::Limit::room_guesses, std::move(client));
  if (wait) co_return too_many_guesses(*wait);
  co_return Result<void>{};
}

asio::awaitable<Error> Rooms::count_guess(Error error, std::string client) {
  if (error.reason != "unknown_room") co_return error;
  const auto wait =
      co_await services_.limits.take(realtime::Limit::room_guesses, std::move(client));
  co_return wait ? too_many_guesses(*wait).error() : error;
}

asio::awaitable<Result<RoomOverview>> Rooms::overview(std::string code, std::string client) {
  if (auto free = co_await check_guesses(client); !free) co_return std::unexpected(free.error());
  auto found =
      co_await services_.db.read([this, code](storage::Transaction& tx) -> Result<RoomOverview> {
        const auto normal = normalize_code(code);
        auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
        const auto now = services_.clock.now();
        if (auto open = check_open(record, now); !open) return std::unexpected(open.error());
        const auto here = store::count_here(tx, record->room.id);
        return overview_of(std::move(*record), here, now);
      });
  if (!found) {
    co_return std::unexpected(co_await count_guess(std::move(found.error()), std::move(client)));
  }
  co_return found;
}

asio::awaitable<std::vector<RoomOverview>> Rooms::list_open(std::optional<RoomId> before,
                                                            std::int64_t limit) {
  co_return co_await services_.db.read([this, before, limit](storage::Transaction& tx) {
    const auto now = services_.clock.now();
    const auto start = before.value_or(RoomId{std::numeric_limits<std::int64_t>::max()});
    std::vector<RoomOverview> list;
    for (auto& open : store::list_open(tx, start, now, limit)) {
      list.push_back(overview_of(std::move(open.record), open.here, now));
    }
    return list;
  });
}

asio::awaitable<Result<std::vector<RunRecord>>> Rooms::history(accounts::Caller caller,
                                                               std::string code,
                                                               std::optional<RunId> before,
                                                               std::int64_t limit) {
  co_return co_await services_.db.read(
      [this, caller, code, before,
       limit](storage::Transaction& tx) -> Result<std::vector<RunRecord>> {
        const auto normal = normalize_code(code);
        const auto record = normal ? store::find_by_code(tx, *normal) : std::nullopt;
        if (auto open = check_open(record, services_.clock.now()); !open)
          return std::unexpected(open.error());
        if (auto member = check_member(tx, *record, caller); !member)
          return std::unexpected(member.error());
        return store::list_runs(tx, record->room.id,
                                before.value_or(RunId{std::numeric_limits<std::int64_t>::max()}),
                                limit);
      });
}

TimePoint Rooms::now(const store::RoomRecord& locked) const {
  return services_.shared && locked.database_now ? *locked.database_now : services_.clock.now();
}

void Rooms::settle(storage::Transaction& tx, RoomId room) {
  auto change = RoomChange::open_due(*this, tx, room);
  if (!change) return;
  if (change->record().room.expires_at <= change->now()) {
    change->expire();
  } else {
    change->review_members();
  }
  change->finish();
}

asio::awaitable<void> Rooms::settle(RoomId room) {
  co_await services_.db.write([this, room](storage::Transaction& tx) { settle(tx, room); });
}

asio::awaitable<void> Rooms::sweep() {
  const auto before = services_.clock.now() - (services_.shared ? kOthersFirst : Millis(0));
  for (std::size_t settled = kSweepLimit; settled == kSweepLimit;) {
    settled = co_await services_.db.write([this, before](storage::Transaction& tx) {
      const auto due = store::list_due(tx, before, kSweepLimit);
      for (const auto& [room, at] : due) settle(tx, room);
      return due.size();
    });
  }
  if (services_.clock.now() >= next_cleanup_) co_await clean_up();
}

asio::awaitable<void> Rooms::clean_up() {
  const auto now = services_.clock.now();
  next_cleanup_ = now + kCleanupEvery;
  const auto before = now - rules().keep_closed;
  for (auto deleted = kMessagesCleanupLimit; deleted == kMessagesCleanupLimit;) {
    deleted = co_await services_.db.write([before](storage::Transaction& tx) {
      return store::delete_messages(tx, before, kMessagesCleanupLimit);
    });
  }
  co_await services_.db.write(
      [before](storage::Transaction& tx) { store::delete_closed(tx, before, kCleanupLimit); });
  if (!services_.shared) co_return;
  co_await services_.db.write([before = now - RoomFeed::kKeep](storage::Transaction& tx) {
    store::delete_events(tx, before, kEventsCleanupLimit);
  });
}

asio::awaitable<void> Rooms::start(TimePoint last_beat) {
  if (!services_.shared) {
    co_await services_.db.write([this, last_beat](storage::Transaction& tx) {
      store::take_up(tx, services_.node.get(), last_beat, services_.clock.now(),
                     rules().presence_grace);
    });
  }
  co_await sweep();
  feed_->start();
  deadlines_->start();
}

void Rooms::stop() {
  feed_->stop();
  deadlines_->stop();
}

}  // namespace pomopomo::rooms
